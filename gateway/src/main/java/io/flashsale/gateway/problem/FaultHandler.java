package io.flashsale.gateway.problem;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Turns every fault into a problem document. A service that is away is 503, one that is late is 504, both with
 * Retry-After; what was meant to happen is unknown to the client then, so it repeats with the same Idempotency-Key.
 */
@Component
@Order(FaultHandler.BEFORE_THE_FRAMEWORK)
class FaultHandler implements WebExceptionHandler {

    /** Spring Boot's own handler stands at -1. */
    static final int BEFORE_THE_FRAMEWORK = -2;

    private static final Duration SHORTLY = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(FaultHandler.class);

    private final ProblemAnswers answers;

    FaultHandler(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(fault);
        }
        exchange.getResponse().getHeaders().clear();
        if (fault instanceof ProblemException problem) {
            return answers.refuse(exchange, problem.type(), problem.detail(), problem.retryAfter(), problem.errors());
        }
        if (fault instanceof ResponseStatusException status) {
            return answerStatus(exchange, status);
        }
        if (isConnectionFault(fault)) {
            log.warn("{} was not answered, trace {}: {}", called(exchange), EdgeExchange.traceId(exchange), why(fault));
            return away(exchange);
        }
        return failed(exchange, fault);
    }

    private Mono<Void> answerStatus(ServerWebExchange exchange, ResponseStatusException fault) {
        int status = fault.getStatusCode().value();
        if (status == HttpStatus.GATEWAY_TIMEOUT.value()) {
            log.warn("{} was not answered in time, trace {}", called(exchange), EdgeExchange.traceId(exchange));
            return answers.refuse(
                    exchange,
                    CommonProblem.GATEWAY_TIMEOUT,
                    "The answer took too long, so its outcome is not known here. Ask again; a request repeated with the"
                            + " same Idempotency-Key happens once.",
                    SHORTLY);
        }
        if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            return away(exchange);
        }
        if (fault.getStatusCode().is5xxServerError()) {
            return failed(exchange, fault);
        }
        return answers.refuse(exchange, CommonProblem.forStatus(status), detailOf(status));
    }

    private Mono<Void> away(ServerWebExchange exchange) {
        return answers.refuse(
                exchange,
                CommonProblem.UNAVAILABLE,
                "The service that answers this is away for the moment. Try again shortly; a request repeated with the"
                        + " same Idempotency-Key happens once.",
                SHORTLY);
    }

    private Mono<Void> failed(ServerWebExchange exchange, Throwable fault) {
        log.error("{} failed, trace {}", called(exchange), EdgeExchange.traceId(exchange), fault);
        return answers.refuse(
                exchange, CommonProblem.INTERNAL_ERROR, "This is our fault. Quote the trace id when you report it.");
    }

    private static String called(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() + " "
                + exchange.getRequest().getPath().value().replaceAll("\\p{Cntrl}", "");
    }

    private static String why(Throwable fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }

    private static boolean isConnectionFault(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String detailOf(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method.";
            case 415 -> "Send application/json.";
            default -> "The request could not be read; check that its body is the JSON this address expects.";
        };
    }
}
