package io.flashsale.gateway.limits;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.limits.LimitsInForce.Replaced.Done;
import io.flashsale.gateway.limits.LimitsInForce.Replaced.Outdated;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.store.EdgeRedisUnavailable;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where operators read and change the limits. A change names the version it was made from, and who made it is kept. */
@Configuration(proxyBeanMethods = false)
class LimitsDesk {

    /** One change, as it is kept. */
    record Change(Instant at, String operator, long version, Limits before) {}

    private final LimitsInForce limits;
    private final LimitsValidation validation;
    private final JsonMapper json;
    private final Clock clock;

    LimitsDesk(LimitsInForce limits, LimitsValidation validation, JsonMapper json, Clock clock) {
        this.limits = limits;
        this.validation = validation;
        this.json = json;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> limitsRoutes() {
        return RouterFunctions.route()
                .GET("/api/admin/limits", request -> answer(limits.now()))
                .PUT("/api/admin/limits", this::replace)
                .GET("/api/admin/limits/audit", request -> audit())
                .build();
    }

    private Mono<ServerResponse> replace(ServerRequest request) {
        Caller operator = EdgeExchange.caller(request.exchange());
        if (operator == null) {
            throw new ProblemException(CommonProblem.UNAUTHENTICATED, "Log in first.");
        }
        operator.require(Role.OPERATOR);
        Limits changed = read(request);
        List<String> problems = validation.problemsOf(changed);
        if (!problems.isEmpty()) {
            ProblemException problem = new ProblemException(CommonProblem.INVALID_REQUEST, "Nothing was changed.");
            for (String one : problems) {
                int colon = one.indexOf(": ");
                problem.field(one.substring(0, colon), one.substring(colon + 2));
            }
            throw problem;
        }
        String audit = json.writeValueAsString(
                new Change(clock.instant(), operator.subject(), changed.version() + 1, limits.now()));
        return limits.replace(changed, changed.version(), audit)
                .flatMap(replaced -> switch (replaced) {
                    case Done done -> answer(done.limits());
                    case Outdated outdated ->
                        throw new ProblemException(
                                GatewayProblem.LIMITS_CHANGED,
                                "Version " + outdated.version() + " is in force. Look at it and change that one.");
                })
                .onErrorMap(EdgeRedisUnavailable.class, LimitsDesk::away);
    }

    private Mono<ServerResponse> audit() {
        return limits.audit()
                .onErrorMap(EdgeRedisUnavailable.class, LimitsDesk::away)
                .flatMap(entries -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("[" + String.join(",", entries) + "]"));
    }

    private Limits read(ServerRequest request) {
        try {
            return limits.read(new String(EdgeExchange.body(request.exchange()), StandardCharsets.UTF_8));
        } catch (JacksonException | NullPointerException e) {
            String path = e instanceof JacksonException unread ? place(unread) : "";
            throw new ProblemException(
                    CommonProblem.MALFORMED_REQUEST,
                    "Send the whole document as GET shows it, changed" + (path.isEmpty() ? "." : "; look at " + path));
        }
    }

    /** Names and numbers from the document's top to where it could not be read. */
    private static String place(JacksonException unread) {
        return unread.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static ProblemException away(Throwable cause) {
        return new ProblemException(
                        CommonProblem.UNAVAILABLE,
                        "The store of the limits is away. Those in force stay; try again shortly.")
                .retryAfter(Duration.ofSeconds(1));
    }

    private Mono<ServerResponse> answer(Limits document) {
        return ServerResponse.status(HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .bodyValue(limits.text(document));
    }
}
