package io.flashsale.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document. Carries no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {

    private final transient ProblemType type;
    private final transient List<Problem.FieldError> errors = new ArrayList<>();
    private @Nullable Duration retryAfter;

    /** A problem of the given kind; the detail says what happened this time, and what helps. */
    public ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /** Adds a field at fault. */
    public ProblemException field(String field, String message) {
        errors.add(new Problem.FieldError(field, message));
        return this;
    }

    /** Tells the client when to try again; rounded up to whole seconds. */
    public ProblemException retryAfter(Duration delay) {
        retryAfter = delay;
        return this;
    }

    /** The kind of problem. */
    public ProblemType type() {
        return type;
    }

    /** When to try again, null when trying again is no use. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What happened this time, and what helps. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The fields at fault. */
    public List<Problem.FieldError> errors() {
        return List.copyOf(errors);
    }

    Problem document(@Nullable String traceId) {
        return Problem.of(type, detail(), traceId, List.copyOf(errors));
    }
}
