package io.flashsale.gateway.purchase;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.purchase.Challenges.Result.Solved;
import io.flashsale.gateway.purchase.Challenges.Result.UsedBefore;
import io.flashsale.gateway.purchase.Challenges.Result.Wrong;
import io.flashsale.gateway.sale.CampaignWatch;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

/** Where a shopper gets a challenge and, for its solution and from the first moment of the sale on, a purchase token. */
@Configuration(proxyBeanMethods = false)
class PurchaseDesk {

    private static final Pattern CAMPAIGN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** For which item a challenge is wanted. */
    record ChallengeRequest(
            @Nullable String campaignId, @Nullable String sku) {}

    /** The solution: base64 of ALTCHA's JSON, as its widget sends it. */
    record TokenRequest(@Nullable String altcha) {}

    private final Challenges challenges;
    private final PurchaseTokens tokens;
    private final CampaignWatch sale;
    private final JsonMapper json;

    PurchaseDesk(Challenges challenges, PurchaseTokens tokens, CampaignWatch sale, JsonMapper json) {
        this.challenges = challenges;
        this.tokens = tokens;
        this.sale = sale;
        this.json = json;
    }

    @Bean
    RouterFunction<ServerResponse> purchaseRoutes() {
        return RouterFunctions.route()
                .POST("/api/challenges", this::challenge)
                .POST("/api/campaigns/{campaignId}/items/{sku}/purchase-tokens", this::token)
                .build();
    }

    private Mono<ServerResponse> challenge(ServerRequest request) {
        String buyer = buyer(request);
        ChallengeRequest wanted = read(request, ChallengeRequest.class);
        String campaignId = valid(CAMPAIGN, wanted.campaignId(), "campaignId");
        String sku = valid(SKU, wanted.sku(), "sku");
        return json(HttpStatus.OK, challenges.create(buyer, campaignId, sku, 1));
    }

    private Mono<ServerResponse> token(ServerRequest request) {
        String buyer = buyer(request);
        String campaignId = valid(CAMPAIGN, request.pathVariable("campaignId"), "campaignId");
        String sku = valid(SKU, request.pathVariable("sku"), "sku");
        String device = valid(PurchaseTokens.DEVICE, request.headers().firstHeader("Device-Id"), "Device-Id");
        TokenRequest shown = read(request, TokenRequest.class);
        if (sale.judgePermission(campaignId, sku) instanceof Refuse no) {
            throw problem(no);
        }
        return challenges.redeem(shown.altcha(), buyer, campaignId, sku).flatMap(result -> switch (result) {
            case Solved solved -> json(HttpStatus.CREATED, tokens.issue(buyer, campaignId, sku, device));
            case UsedBefore _ ->
                throw new ProblemException(
                        GatewayProblem.CHALLENGE_USED,
                        "It got a token before. Get a new one from POST /api/challenges.");
            case Wrong _ ->
                throw new ProblemException(
                        GatewayProblem.CHALLENGE_INVALID,
                        "Send the solution of a challenge that was made for you and this item, in time.");
        });
    }

    private static String buyer(ServerRequest request) {
        Caller caller = EdgeExchange.caller(request.exchange());
        if (caller == null) {
            throw new ProblemException(CommonProblem.UNAUTHENTICATED, "Log in first.");
        }
        return caller.require(Role.SHOPPER).subject();
    }

    private <T> T read(ServerRequest request, Class<T> type) {
        try {
            T body = json.readValue(EdgeExchange.body(request.exchange()), type);
            if (body != null) {
                return body;
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new ProblemException(CommonProblem.MALFORMED_REQUEST, "Send a JSON object with the expected fields.");
    }

    private static String valid(Pattern pattern, @Nullable String value, String field) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "Some fields are not valid.")
                    .field(field, "is required and must match " + pattern);
        }
        return value;
    }

    private static ProblemException problem(Refuse no) {
        ProblemException problem = new ProblemException(no.problem(), no.detail());
        return no.retryAfter() == null ? problem : problem.retryAfter(no.retryAfter());
    }

    private static Mono<ServerResponse> json(HttpStatus status, Object body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .bodyValue(body);
    }
}
