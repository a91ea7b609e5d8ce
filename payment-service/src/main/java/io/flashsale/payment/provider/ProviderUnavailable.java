package io.flashsale.payment.provider;

/** The provider gave no usable answer: whether it did what was asked is unknown. */
public final class ProviderUnavailable extends RuntimeException {

    /** Says what was asked and what came back. */
    public ProviderUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what was asked and what came back. */
    public ProviderUnavailable(String message) {
        super(message);
    }
}
