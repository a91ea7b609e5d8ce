package io.flashsale.inventory.web;

import io.flashsale.inventory.application.CampaignNotFound;
import io.flashsale.inventory.application.IllegalTransition;
import io.flashsale.inventory.application.ItemNotFound;
import io.flashsale.inventory.application.KeyOfAnotherChange;
import io.flashsale.inventory.application.SecondOperatorNeeded;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.web.Problem;
import io.flashsale.web.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what the use cases throw in the words of HTTP. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class InventoryProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryProblemAdvice.class);

    /** About as long as a journal entry travels, or the repair of a gate takes. */
    private static final Duration SOON = Duration.ofSeconds(1);

    @ExceptionHandler
    ResponseEntity<Problem> notFound(CampaignNotFound e) {
        return answer(InventoryProblem.CAMPAIGN_NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notFound(ItemNotFound e) {
        return answer(InventoryProblem.ITEM_NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Problem> illegal(IllegalTransition e) {
        return answer(InventoryProblem.ILLEGAL_TRANSITION, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Problem> secondOperator(SecondOperatorNeeded e) {
        return answer(InventoryProblem.SECOND_OPERATOR_NEEDED, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Problem> keyReused(KeyOfAnotherChange e) {
        return answer(InventoryProblem.IDEMPOTENCY_KEY_REUSED, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notReady(GateNotReady e) {
        LOG.debug("gate not ready", e);
        return answer(
                InventoryProblem.GATE_NOT_READY,
                "The outcome is unknown, because " + e.getMessage() + ". Ask again with the same ids.");
    }

    static ProblemException notYet(String detail) {
        return new ProblemException(InventoryProblem.NOT_YET, detail).retryAfter(SOON);
    }

    private static ResponseEntity<Problem> answer(InventoryProblem problem, @Nullable String detail) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == 503) answer.header(HttpHeaders.RETRY_AFTER, Long.toString(SOON.toSeconds()));
        return answer.body(Problem.of(problem, detail == null ? problem.title() : detail, MDC.get("traceId")));
    }
}
