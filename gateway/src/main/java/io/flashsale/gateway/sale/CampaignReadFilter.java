package io.flashsale.gateway.sale;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.sale.CampaignSnapshot.Page;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells the public campaigns from memory. What is not known here, or not known well enough any more, inventory-service
 * tells itself. Caches have to ask each time (and get 304), so that nobody is shown a sale as open that is paused.
 */
@Component
final class CampaignReadFilter implements EdgeFilter {

    private static final String ALL = "/api/campaigns";

    private final CampaignWatch watch;

    CampaignReadFilter(CampaignWatch watch) {
        this.watch = watch;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.CAMPAIGN_READ;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        boolean read = EdgeExchange.route(exchange) == EdgeRoute.CAMPAIGNS
                && HttpMethod.GET.equals(exchange.getRequest().getMethod());
        return read
                ? page(exchange.getRequest().getPath().value())
                        .map(page -> tell(exchange, page))
                        .orElseGet(() -> rest.filter(exchange))
                : rest.filter(exchange);
    }

    private Optional<Page> page(String path) {
        CampaignSnapshot snapshot = watch.newest();
        long now = System.nanoTime();
        if (snapshot == null || snapshot.isStale(now)) {
            return Optional.empty();
        }
        return path.equals(ALL) ? Optional.of(snapshot.all(now)) : snapshot.one(path.substring(ALL.length() + 1), now);
    }

    private static Mono<Void> tell(ServerWebExchange exchange, Page page) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setCacheControl(CacheControl.noCache());
        if (exchange.checkNotModified(page.tag())) {
            return response.setComplete();
        }
        byte[] body = page.json().getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
