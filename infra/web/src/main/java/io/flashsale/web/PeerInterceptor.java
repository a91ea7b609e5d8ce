package io.flashsale.web;

import org.springframework.http.client.ClientHttpRequestInterceptor;

/** A bean of this kind sees every request to a peer service, for example to send a transaction id along. */
@FunctionalInterface
public interface PeerInterceptor extends ClientHttpRequestInterceptor {}
