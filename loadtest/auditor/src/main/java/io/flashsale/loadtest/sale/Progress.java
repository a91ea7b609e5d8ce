package io.flashsale.loadtest.sale;

/** Where a run is, for a progress line. */
public record Progress(Stage stage, String detail) {

    /** In this order, each once or, with another detail, several times. */
    public enum Stage {
        PREPARING,
        WAITING_FOR_START,
        SELLING,
        COMING_TO_REST,
        AUDITING,
        DONE
    }
}
