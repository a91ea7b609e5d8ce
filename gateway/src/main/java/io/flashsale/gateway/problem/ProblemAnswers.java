package io.flashsale.gateway.problem;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.web.Problem;
import io.flashsale.web.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests with problem documents and counts them by reason in {@code flashsale.gateway.refusals}. */
@Component
public final class ProblemAnswers {

    private final JsonMapper json;
    private final MeterRegistry meters;

    ProblemAnswers(JsonMapper json, MeterRegistry meters) {
        this.json = json;
        this.meters = meters;
    }

    /** Refuses with a problem for which trying again later is no remedy. */
    public Mono<Void> refuse(ServerWebExchange exchange, ProblemType type, String detail) {
        return refuse(exchange, type, detail, null);
    }

    /** Refuses and says when to try again, rounded up to whole seconds. */
    public Mono<Void> refuse(
            ServerWebExchange exchange, ProblemType type, String detail, @Nullable Duration retryAfter) {
        return refuse(exchange, type, detail, retryAfter, List.of());
    }

    /** Refuses because of these fields. */
    public Mono<Void> refuse(
            ServerWebExchange exchange,
            ProblemType type,
            String detail,
            @Nullable Duration retryAfter,
            List<Problem.FieldError> errors) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = json.writeValueAsBytes(document(exchange, type, detail, errors));
        response.setStatusCode(HttpStatusCode.valueOf(type.status()));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** The document alone, counted, for handlers that write their own response. */
    public Problem document(
            ServerWebExchange exchange, ProblemType type, String detail, List<Problem.FieldError> errors) {
        meters.counter("flashsale.gateway.refusals", "reason", type.slug()).increment();
        EdgeExchange.refusal(exchange, type.slug());
        return new Problem(
                "/problems/" + type.slug(),
                type.title(),
                type.status(),
                detail,
                type.slug(),
                EdgeExchange.traceId(exchange),
                errors);
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }
}
