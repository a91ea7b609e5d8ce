package io.flashsale.order.domain;

import java.time.Instant;

/**
 * What makes a purchase token good for one answer only.
 *
 * @param validUntil the moment from which the token is worth nothing, by the sale's clock
 */
public record TokenNonce(String value, Instant validUntil) {}
