package io.flashsale.gateway.live;

import io.flashsale.gateway.funnel.Funnel;
import io.flashsale.gateway.store.EdgeRedisUnavailable;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/admin/live?campaignId=…}: a sale as server-sent events, one every {@link WatchSale#PERIOD}.
 * {@code GET /api/admin/funnels/{campaignId}}: how far its shoppers got, once.
 */
@Configuration(proxyBeanMethods = false)
class LiveRoutes {

    private static final Pattern CAMPAIGN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Bean
    RouterFunction<ServerResponse> liveSale(WatchSale watchSale, Funnel funnel) {
        return RouterFunctions.route()
                .GET(
                        "/api/admin/live",
                        request -> request.queryParam("campaignId")
                                .filter(id -> CAMPAIGN.matcher(id).matches())
                                .map(id -> ServerResponse.ok()
                                        .contentType(MediaType.TEXT_EVENT_STREAM)
                                        .body(watchSale.of(id), LiveSale.class))
                                .orElseGet(() -> Mono.error(() -> new ResponseStatusException(
                                        HttpStatus.UNPROCESSABLE_CONTENT, "campaignId must be the id of a campaign"))))
                .GET("/api/admin/funnels/{campaignId}", request -> read(funnel, request.pathVariable("campaignId")))
                .build();
    }

    private static Mono<ServerResponse> read(Funnel funnel, String campaignId) {
        if (!CAMPAIGN.matcher(campaignId).matches()) {
            return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        return funnel.read(campaignId)
                .onErrorMap(
                        EdgeRedisUnavailable.class,
                        away -> new ProblemException(
                                        CommonProblem.UNAVAILABLE, "The store that counts is away. Try again shortly.")
                                .retryAfter(Duration.ofSeconds(1)))
                .flatMap(counts -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Cache-Control", "no-store")
                        .bodyValue(counts));
    }
}
