package io.flashsale.gateway.funnel;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.chain.OrderWish;
import io.flashsale.gateway.risk.RiskFilter;
import io.flashsale.gateway.sale.CampaignWatch;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Counts, when the answer is known, who looked at a campaign, got permission, tried, won, or was refused and why. */
@Component
final class FunnelFilter implements EdgeFilter {

    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Of a problem that a service answered, see infra/web. */
    private static final String PROBLEM_CODE = "Problem-Code";

    private final Funnel funnel;
    private final CampaignWatch sale;
    private final JsonMapper json;

    FunnelFilter(Funnel funnel, CampaignWatch sale, JsonMapper json) {
        this.funnel = funnel;
        this.sale = sale;
        this.json = json;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.FUNNEL;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        EdgeRoute route = EdgeExchange.route(exchange);
        if (route != null && (route.leadsToAnOrder() || isCampaignRead(exchange, route))) {
            exchange.getResponse().beforeCommit(() -> {
                count(exchange, route);
                return Mono.empty();
            });
        }
        return rest.filter(exchange);
    }

    private static boolean isCampaignRead(ServerWebExchange exchange, EdgeRoute route) {
        return route == EdgeRoute.CAMPAIGNS
                && HttpMethod.GET.equals(exchange.getRequest().getMethod());
    }

    private void count(ServerWebExchange exchange, EdgeRoute route) {
        Caller caller = EdgeExchange.caller(exchange);
        boolean shopper = caller != null && caller.role() == Role.SHOPPER;
        // What is turned away before it is known who asks is no visit, and not worth reading.
        if (route.leadsToAnOrder() && !shopper) {
            return;
        }
        String campaignId = campaignOf(exchange, route);
        if (campaignId == null || !sale.knows(campaignId)) {
            return;
        }
        String buyer = caller == null ? "" : caller.subject();
        switch (route) {
            case CAMPAIGNS -> funnel.visit(campaignId, visitor(exchange));
            case CHALLENGES -> {
                funnel.visit(campaignId, visitor(exchange));
                judged(exchange, campaignId);
            }
            case PURCHASE_TOKENS -> {
                if (HttpStatus.CREATED.equals(exchange.getResponse().getStatusCode())) {
                    funnel.token(campaignId, buyer);
                }
                judged(exchange, campaignId);
            }
            case BUYING -> {
                funnel.attempt(campaignId, buyer, outcome(exchange));
                judged(exchange, campaignId);
            }
            default -> throw new IllegalStateException(route + " is not counted");
        }
    }

    private @Nullable String campaignOf(ServerWebExchange exchange, EdgeRoute route) {
        return switch (route) {
            case BUYING -> {
                OrderWish wish = OrderWish.of(exchange);
                yield wish == null ? null : wish.campaignId();
            }
            case CHALLENGES -> campaignIn(EdgeExchange.body(exchange));
            default -> segment(exchange, 2);
        };
    }

    private @Nullable String campaignIn(byte[] body) {
        try {
            return json.readTree(body).path("campaignId").stringValue(null);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Segments are counted without the separators: /api/campaigns/c1 has c1 as number 2. */
    private static @Nullable String segment(ServerWebExchange exchange, int number) {
        return exchange.getRequest().getPath().pathWithinApplication().elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .skip(number)
                .findFirst()
                .map(PathContainer.Element::value)
                .orElse(null);
    }

    private static String visitor(ServerWebExchange exchange) {
        String device = exchange.getRequest().getHeaders().getFirst("Device-Id");
        return device != null && DEVICE.matcher(device).matches()
                ? device
                : EdgeExchange.address(exchange).text();
    }

    /** Null when it was won. */
    private static @Nullable String outcome(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        if (HttpStatus.ACCEPTED.equals(response.getStatusCode())) {
            return null;
        }
        String refusal = EdgeExchange.refusal(exchange);
        String told = refusal != null ? refusal : response.getHeaders().getFirst(PROBLEM_CODE);
        return told != null
                ? told
                : "status-"
                        + Objects.requireNonNullElse(response.getStatusCode(), HttpStatus.OK)
                                .value();
    }

    private void judged(ServerWebExchange exchange, String campaignId) {
        String consequence = RiskFilter.consequence(exchange);
        if (consequence != null) {
            funnel.bot(campaignId, consequence);
        }
    }
}
