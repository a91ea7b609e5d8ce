package io.flashsale.web;

/** A peer service answered with a problem: it is well, and says no. */
public final class PeerProblem extends RuntimeException {

    private final int status;
    private final String code;

    PeerProblem(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** HTTP status code of the answer. */
    public int status() {
        return status;
    }

    /** The problem's slug, {@code ""} when the answer named none. */
    public String code() {
        return code;
    }

    /** The peer's words. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
