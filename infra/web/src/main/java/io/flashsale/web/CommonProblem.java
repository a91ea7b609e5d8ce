package io.flashsale.web;

/** The problems every service can have. */
public enum CommonProblem implements ProblemType {
    MALFORMED_REQUEST("malformed-request", 400, "The request could not be read"),
    UNAUTHENTICATED("unauthenticated", 401, "Log in first"),
    FORBIDDEN("forbidden", 403, "Not allowed"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable representation"),
    CONFLICT("conflict", 409, "Conflict with the current state"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported content type"),
    INVALID_REQUEST("invalid-request", 422, "The request is not valid"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong here"),
    UNAVAILABLE("unavailable", 503, "Temporarily unavailable"),
    GATEWAY_TIMEOUT("gateway-timeout", 504, "No answer in time");

    private final String slug;
    private final int status;
    private final String title;

    CommonProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    /** The common problem for an HTTP status code, {@link #MALFORMED_REQUEST} or {@link #INTERNAL_ERROR} if none fits. */
    public static CommonProblem forStatus(int status) {
        for (CommonProblem problem : values()) {
            if (problem.status == status) {
                return problem;
            }
        }
        return status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
    }
}
