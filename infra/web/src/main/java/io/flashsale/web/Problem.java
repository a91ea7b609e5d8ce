package io.flashsale.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>).
 *
 * @param type a path under {@code /problems/}, which is a page that exists
 * @param title the kind of problem, in words
 * @param status HTTP status code
 * @param detail what happened this time, and what helps
 * @param code the problem's slug, for programs
 * @param traceId the request's trace id, to quote to an operator; null when the request has none
 * @param errors the fields at fault, empty if no field is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String traceId,
        List<FieldError> errors) {

    /** Content type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One field at fault.
     *
     * @param field the field's path in the request, for example {@code items[0].sku}
     * @param message what is wrong and how to mend it
     */
    public record FieldError(String field, String message) {}

    /** A problem of the given kind, without field errors. */
    public static Problem of(ProblemType type, String detail, @Nullable String traceId) {
        return of(type, detail, traceId, List.of());
    }

    static Problem of(ProblemType type, String detail, @Nullable String traceId, List<FieldError> errors) {
        return new Problem(
                "/problems/" + type.slug(), type.title(), type.status(), detail, type.slug(), traceId, errors);
    }
}
