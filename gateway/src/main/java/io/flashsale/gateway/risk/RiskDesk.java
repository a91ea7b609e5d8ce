package io.flashsale.gateway.risk;

import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Where operators see what was made of a caller, and why. */
@Configuration(proxyBeanMethods = false)
class RiskDesk {

    /** What was found, newest first. */
    record Found(List<Verdict> verdicts) {}

    @Bean
    RouterFunction<ServerResponse> riskRoutes(Verdicts verdicts) {
        return RouterFunctions.route()
                .GET(
                        "/api/admin/risk/verdicts/{requestOrBuyer}",
                        request -> verdicts.find(request.pathVariable("requestOrBuyer"))
                                .flatMap(found -> found.isEmpty()
                                        ? Mono.error(() -> new ProblemException(
                                                CommonProblem.NOT_FOUND,
                                                "Nothing spoke against this request or buyer in the last hour."))
                                        : ServerResponse.ok()
                                                .contentType(MediaType.APPLICATION_JSON)
                                                .bodyValue(new Found(found))))
                .build();
    }
}
