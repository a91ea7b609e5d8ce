/**
 * The one way to publish, consume, retry and park a message.
 *
 * <p>Events leave through an outbox: written in the business transaction, sent after it commits, swept up after a crash.
 * Consumers record each event id in the transaction of its effect, so that at-least-once delivery has its effect once.
 */
@NullMarked
package io.flashsale.messaging;

import org.jspecify.annotations.NullMarked;
