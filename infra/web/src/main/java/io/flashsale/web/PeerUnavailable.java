package io.flashsale.web;

/**
 * A peer service gave no usable answer: not reachable, timed out, or failed inside. What was asked of it may or may not
 * have happened.
 */
public final class PeerUnavailable extends RuntimeException {

    PeerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    PeerUnavailable(String message) {
        super(message);
    }
}
