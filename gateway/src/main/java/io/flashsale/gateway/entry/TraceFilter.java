package io.flashsale.gateway.entry;

import io.flashsale.gateway.chain.ClientAddress;
import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.chain.Networks;
import io.flashsale.gateway.sale.CampaignWatch;
import io.flashsale.web.Spans;
import io.flashsale.web.TraceId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Continues the caller's W3C trace, or begins one, and finds out where the request comes from. Every answer tells the
 * sale's time, so that countdowns are right.
 */
@Component
final class TraceFilter implements EdgeFilter {

    /** Of the sale's clock, ISO-8601. */
    static final String SERVER_TIME = "Server-Time";

    private final Networks proxies;
    private final CampaignWatch sale;
    private final Spans spans;

    TraceFilter(EntryProperties properties, CampaignWatch sale, Spans spans) {
        this.spans = spans;
        this.proxies = Networks.of(properties.trustedProxies());
        this.sale = sale;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.TRACE;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Spans.Running span = spans.begin(
                Spans.Kind.SERVER,
                exchange.getRequest().getMethod().name(),
                headers.getFirst(TraceId.HEADER),
                List.of());
        EdgeExchange.traceId(exchange, span.traceId());
        EdgeExchange.traceparent(exchange, span.traceparent());
        EdgeExchange.address(
                exchange,
                ClientAddress.of(exchange.getRequest().getRemoteAddress(), headers.get("X-Forwarded-For"), proxies));
        // Last, because whoever turns a fault into an answer begins with empty headers.
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders answer = exchange.getResponse().getHeaders();
            answer.set(SERVER_TIME, sale.clock().truncatedTo(ChronoUnit.MILLIS).toString());
            answer.set("X-Content-Type-Options", "nosniff");
            return Mono.empty();
        });
        return spans.areSeen() ? rest.filter(exchange).doFinally(end -> close(span, exchange)) : rest.filter(exchange);
    }

    private static void close(Spans.Running span, ServerWebExchange exchange) {
        EdgeRoute route = EdgeExchange.route(exchange);
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        span.with("http.request.method", exchange.getRequest().getMethod().name())
                .with("http.route", route == null ? null : route.id())
                .with("http.response.status_code", status == null ? null : Integer.toString(status.value()));
        if (status != null && status.is5xxServerError()) {
            span.failed("status " + status.value());
        }
        span.close();
    }
}
