package io.flashsale.web;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/** Turns whatever goes wrong in a controller into a problem document. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** The code beside the document, for whoever counts answers without reading them. */
    private static final String CODE = "Problem-Code";

    private final List<PassingFault> passingFaults;

    ProblemAdvice(List<PassingFault> passingFaults) {
        this.passingFaults = passingFaults;
    }

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(e.type().status())
                .header(CODE, e.type().slug())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e.retryAfter() != null) {
            long seconds = Math.max(1, (e.retryAfter().toMillis() + 999) / 1000);
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return answer.body(e.document(MDC.get(TraceId.LOG_KEY)));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalidBody(MethodArgumentNotValidException e) {
        List<Problem.FieldError> errors = new ArrayList<>();
        e.getBindingResult()
                .getFieldErrors()
                .forEach(error ->
                        errors.add(new Problem.FieldError(error.getField(), message(error.getDefaultMessage()))));
        e.getBindingResult()
                .getGlobalErrors()
                .forEach(error ->
                        errors.add(new Problem.FieldError(error.getObjectName(), message(error.getDefaultMessage()))));
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalidParameters(HandlerMethodValidationException e) {
        List<Problem.FieldError> errors = new ArrayList<>();
        e.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors()
                        .forEach(error -> errors.add(new Problem.FieldError(
                                Objects.requireNonNullElse(
                                        result.getMethodParameter().getParameterName(), "parameter"),
                                message(error.getDefaultMessage())))));
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongParameterType(MethodArgumentTypeMismatchException e) {
        return invalid(List.of(new Problem.FieldError(e.getName(), "is not of the expected form")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missingHeader(MissingRequestHeaderException e) {
        return invalid(List.of(new Problem.FieldError(e.getHeaderName(), "this header is required")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof DatabindException cause && !cause.getPath().isEmpty()) {
            return invalid(List.of(new Problem.FieldError(path(cause), "is not of the expected form")));
        }
        if (e.getCause() instanceof InputCoercionException cause) {
            String name = path(cause);
            String inside = cause.processor() == null ? null : cause.processor().currentName();
            return invalid(List.of(new Problem.FieldError(
                    name.isEmpty() ? String.valueOf(inside) : name, "is a number far too large or too small")));
        }
        return answer(CommonProblem.MALFORMED_REQUEST, "The body is not readable JSON of the expected form.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> unavailable(PeerUnavailable e) {
        LOG.warn("{}", e.getMessage());
        return problem(new ProblemException(
                        CommonProblem.UNAVAILABLE, "A part of the platform does not answer. Try again shortly.")
                .retryAfter(Duration.ofSeconds(1)));
    }

    /** Empty when the client went away: nobody reads an answer then. */
    @ExceptionHandler
    @Nullable ResponseEntity<Problem> anythingElse(Exception e, HttpServletRequest request) {
        if (isClientGone(e)) {
            LOG.debug("Client gone before the answer: {}", e.getMessage());
            return null;
        }
        if (e instanceof ErrorResponse known) {
            HttpStatusCode status = known.getStatusCode();
            if (status.is4xxClientError()) {
                CommonProblem type = CommonProblem.forStatus(status.value());
                String detail = known.getBody().getDetail();
                return answer(type, detail == null ? type.title() + "." : detail);
            }
        }
        Throwable passing = passingCause(e);
        if (passing != null) {
            LOG.warn("{} {} cannot be done now: {}", request.getMethod(), request.getRequestURI(), firstLine(passing));
            return problem(
                    new ProblemException(CommonProblem.UNAVAILABLE, "More was asked than can be done now. Try again.")
                            .retryAfter(Duration.ofSeconds(1)));
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return answer(
                CommonProblem.INTERNAL_ERROR,
                "The request failed through no fault of yours. Quote the trace id to us.");
    }

    /** By type: a store that resets its connection uses the same words as a client that does. */
    private static boolean isClientGone(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException
                    || cause.getClass().getName().equals("org.apache.catalina.connector.ClientAbortException")) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Throwable passingCause(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (isLostStore(cause)) {
                return cause;
            }
            for (PassingFault kind : passingFaults) {
                if (kind.matches(cause)) {
                    return cause;
                }
            }
        }
        return null;
    }

    /** No connection in time, a lost one, or a deadlock. */
    private static boolean isLostStore(Throwable cause) {
        return cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || cause instanceof SQLNonTransientConnectionException;
    }

    private static String firstLine(Throwable fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    }

    private static ResponseEntity<Problem> invalid(List<Problem.FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + ": " + errors.getFirst().message() + "."
                : errors.size() + " fields are not valid.";
        return ResponseEntity.status(CommonProblem.INVALID_REQUEST.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(CommonProblem.INVALID_REQUEST, detail, MDC.get(TraceId.LOG_KEY), errors));
    }

    private static ResponseEntity<Problem> answer(CommonProblem type, String detail) {
        return ResponseEntity.status(type.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(type, detail, MDC.get(TraceId.LOG_KEY)));
    }

    private static String message(@Nullable String message) {
        return message == null ? "is not valid" : message;
    }

    private static String path(JacksonException cause) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : cause.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }
}
