package io.flashsale.gateway.purchase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.limits.LimitsInForce;
import io.flashsale.gateway.limits.Quotas;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.purchase.Challenges.Result.Solved;
import io.flashsale.gateway.purchase.Challenges.Result.UsedBefore;
import io.flashsale.gateway.purchase.Challenges.Result.Wrong;
import io.flashsale.gateway.risk.RiskFilter;
import io.flashsale.gateway.risk.RiskMemory;
import io.flashsale.gateway.risk.Signal;
import io.flashsale.gateway.sale.CampaignWatch;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
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
    record TokenRequest(@Nullable String altcha, @Nullable String deliveryAddress) {}

    /**
     * A token as the client gets it.
     *
     * @param signingKey base64url of the key to sign the order with; null where the campaign does not ask for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenAnswer(
            String token, Instant expiresAt, @Nullable String signingKey) {}

    private final Challenges challenges;
    private final PurchaseTokens tokens;
    private final CampaignWatch sale;
    private final LimitsInForce limits;
    private final Quotas quotas;
    private final RiskMemory risk;
    private final JsonMapper json;

    PurchaseDesk(
            Challenges challenges,
            PurchaseTokens tokens,
            CampaignWatch sale,
            LimitsInForce limits,
            Quotas quotas,
            RiskMemory risk,
            JsonMapper json) {
        this.limits = limits;
        this.quotas = quotas;
        this.risk = risk;
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
        return json(HttpStatus.OK, challenges.create(buyer, campaignId, sku, RiskFilter.effort(request.exchange())));
    }

    private Mono<ServerResponse> token(ServerRequest request) {
        String buyer = buyer(request);
        String campaignId = valid(CAMPAIGN, request.pathVariable("campaignId"), "campaignId");
        String sku = valid(SKU, request.pathVariable("sku"), "sku");
        String device = valid(PurchaseTokens.DEVICE, request.headers().firstHeader("Device-Id"), "Device-Id");
        TokenRequest shown = read(request, TokenRequest.class);
        if (sale.judgePermission(campaignId, sku) instanceof Refuse no) {
            if (no.problem() == GatewayProblem.NOT_OPEN_YET) {
                risk.note(buyer, Signal.EARLY_HIT);
            }
            throw problem(no);
        }
        return challenges.redeem(shown.altcha(), buyer, campaignId, sku).flatMap(result -> switch (result) {
            case Solved(long effort)
            when effort < RiskFilter.effort(request.exchange()) ->
                throw new ProblemException(
                        GatewayProblem.CHALLENGE_INVALID, "A harder challenge is asked of you by now. Get a new one.");
            case Solved _ ->
                deliverable(shown.deliveryAddress())
                        .then(Mono.fromSupplier(() -> issue(buyer, campaignId, sku, device)))
                        .flatMap(token -> json(HttpStatus.CREATED, token));
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

    private TokenAnswer issue(String buyer, String campaignId, String sku, String device) {
        PurchaseTokens.Issued issued = tokens.issue(buyer, campaignId, sku, device);
        byte[] key = limits.now().signedCampaigns().contains(campaignId) ? tokens.signingKey(issued.token()) : null;
        return new TokenAnswer(
                issued.token(),
                issued.expiresAt(),
                key == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }

    /** Counts what goes to one place, however it is spaced and capitalised; nothing for tokens that name none. */
    private Mono<Void> deliverable(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return Mono.empty();
        }
        String place = fingerprint(address);
        return quotas.deliveryAddress()
                .take(place)
                .flatMap(wait -> wait.isZero()
                        ? Mono.empty()
                        : Mono.error(() -> new ProblemException(
                                        CommonProblem.TOO_MANY_REQUESTS, "Too much is to be sent to this place.")
                                .retryAfter(wait)));
    }

    private static String fingerprint(String address) {
        String plain = address.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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
