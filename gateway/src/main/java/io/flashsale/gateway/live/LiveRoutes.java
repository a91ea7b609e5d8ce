package io.flashsale.gateway.live;

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

/** {@code GET /api/admin/live?campaignId=…}: a sale as server-sent events, one every {@link WatchSale#PERIOD}. */
@Configuration(proxyBeanMethods = false)
class LiveRoutes {

    private static final Pattern CAMPAIGN = Pattern.compile("[0-9]{1,18}");

    @Bean
    RouterFunction<ServerResponse> liveSale(WatchSale watchSale) {
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
                .build();
    }
}
