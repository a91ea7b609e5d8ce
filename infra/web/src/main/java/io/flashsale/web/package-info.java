/**
 * How every service answers an error (RFC 9457 problem+json) and knows its caller (internal identity tokens signed by
 * the gateway or by a named peer).
 */
@NullMarked
package io.flashsale.web;

import org.jspecify.annotations.NullMarked;
