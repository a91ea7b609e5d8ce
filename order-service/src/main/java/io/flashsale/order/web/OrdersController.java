package io.flashsale.order.web;

import io.flashsale.order.admission.PurchaseTokens;
import io.flashsale.order.admission.PurchaseTokens.Permission;
import io.flashsale.order.application.CancelOrder;
import io.flashsale.order.application.FindOrder;
import io.flashsale.order.application.PlaceOrder;
import io.flashsale.order.application.RefundOrder;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.PurchaseOutcome;
import io.flashsale.order.domain.PurchaseOutcome.Admitted;
import io.flashsale.order.domain.PurchaseOutcome.Busy;
import io.flashsale.order.domain.PurchaseOutcome.GateNotReady;
import io.flashsale.order.domain.PurchaseOutcome.NotOpenYet;
import io.flashsale.order.domain.PurchaseOutcome.Refusal;
import io.flashsale.order.domain.PurchaseOutcome.Replayed;
import io.flashsale.order.domain.PurchaseOutcome.Undecided;
import io.flashsale.order.domain.TokenNonce;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders for shoppers. */
@RestController
@RequestMapping("/api/orders")
class OrdersController {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int NEWEST = 50;

    /** One malformed attempt would spoil the batch for everybody in it. */
    private static final Pattern BUYER = Pattern.compile("[!-{}~]{1,64}");

    private final PurchaseTokens purchaseTokens;
    private final PlaceOrder placeOrder;
    private final FindOrder findOrder;
    private final CancelOrder cancelOrder;
    private final RefundOrder refundOrder;

    OrdersController(
            PurchaseTokens purchaseTokens,
            PlaceOrder placeOrder,
            FindOrder findOrder,
            CancelOrder cancelOrder,
            RefundOrder refundOrder) {
        this.purchaseTokens = purchaseTokens;
        this.placeOrder = placeOrder;
        this.findOrder = findOrder;
        this.cancelOrder = cancelOrder;
        this.refundOrder = refundOrder;
    }

    @PostMapping
    ResponseEntity<AcceptedResource> place(
            Caller caller,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestHeader(name = "Purchase-Token", required = false) @Nullable String purchaseToken,
            @RequestHeader(name = "Device-Id", required = false) @Nullable String deviceId,
            @Valid @RequestBody PlaceOrderRequest request) {
        String buyer = caller.require(Role.SHOPPER).subject();
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The Idempotency-Key is not valid.")
                    .field("Idempotency-Key", "must be 1 to 64 letters, digits, dashes or underscores");
        }
        if (!BUYER.matcher(buyer).matches()) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "A buyer's id has 1 to 64 visible ASCII characters.");
        }
        @Nullable TokenNonce nonce =
                switch (purchaseTokens.check(purchaseToken, buyer, request.campaignId(), request.sku(), deviceId)) {
                    case Permission.Granted(TokenNonce granted) -> granted;
                    case Permission.NotAskedFor() -> null;
                    case Permission.Refused() ->
                        throw new ProblemException(
                                OrderProblem.PURCHASE_TOKEN_INVALID,
                                "Send a Purchase-Token made for you, this item and the Device-Id you send.");
                };
        PurchaseOutcome outcome = placeOrder.place(new PlaceOrder.Purchase(
                buyer, idempotencyKey, request.campaignId(), request.sku(), request.quantity(), nonce));
        return switch (outcome) {
            case Admitted admitted ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/orders/" + admitted.orderId()))
                        .body(AcceptedResource.of(admitted));
            case Refusal refusal -> throw problem(refusal);
            case NotOpenYet early ->
                throw new ProblemException(OrderProblem.NOT_OPEN_YET, "The sale has not begun by its own clock.")
                        .retryAfter(early.untilStart());
            case Busy busy ->
                throw new ProblemException(OrderProblem.BUSY, "Nothing was bought. Try again with the same key.")
                        .retryAfter(busy.retryAfter());
            case GateNotReady notReady ->
                throw new ProblemException(
                                OrderProblem.GATE_NOT_READY, "The sale goes on shortly. Try again with the same key.")
                        .retryAfter(notReady.retryAfter());
            case Undecided undecided ->
                throw new ProblemException(
                                OrderProblem.UNDECIDED, "You may have won. Ask again with the same key to know.")
                        .retryAfter(undecided.retryAfter());
            case Replayed _ -> throw new IllegalStateException("a replay is resolved before it is answered");
        };
    }

    @GetMapping
    List<OrderSummaryResource> newest(Caller caller) {
        return findOrder.newestOf(caller.require(Role.SHOPPER).subject(), NEWEST).stream()
                .map(OrderSummaryResource::of)
                .toList();
    }

    @PostMapping("/{id}/cancel")
    OrderResource cancel(Caller caller, @PathVariable("id") String id) {
        OrderId orderId = OrderIdPath.parse(id);
        return switch (cancelOrder.byBuyer(caller.require(Role.SHOPPER).subject(), orderId)) {
            case CancelOrder.Result.Cancelled(FindOrder.Found found) -> OrderResource.of(findOrder.view(found));
            case CancelOrder.Result.NotCancellable(var status) ->
                throw new ProblemException(OrderProblem.NOT_CANCELLABLE, "The order is " + status + ".");
            case CancelOrder.Result.NotFound() -> throw OrderIdPath.absent();
        };
    }

    @PostMapping("/{id}/refund")
    ResponseEntity<OrderResource> refund(
            Caller caller,
            @PathVariable("id") String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody(required = false) @Nullable RefundRequest request) {
        OrderId orderId = OrderIdPath.parse(id);
        return RefundAnswer.of(
                refundOrder.byBuyer(
                        caller.require(Role.SHOPPER).subject(), orderId, RefundRequest.wish(request, idempotencyKey)),
                findOrder,
                "/api/orders/");
    }

    private static ProblemException problem(Refusal refusal) {
        return switch (refusal) {
            case SOLD_OUT -> new ProblemException(OrderProblem.SOLD_OUT, "Nothing is left of this item.");
            case LIMIT_REACHED ->
                new ProblemException(OrderProblem.LIMIT_REACHED, "You cannot buy more of this item in this sale.");
            case PAUSED -> new ProblemException(OrderProblem.CAMPAIGN_PAUSED, "The sale is paused and may go on.");
            case CLOSED -> new ProblemException(OrderProblem.CAMPAIGN_CLOSED, "The sale is over.");
            case KEY_REUSED ->
                new ProblemException(
                        OrderProblem.IDEMPOTENCY_KEY_REUSED, "Use a new Idempotency-Key for a new purchase.");
            case TOKEN_USED ->
                new ProblemException(
                        OrderProblem.PURCHASE_TOKEN_USED, "It bought another answer. Get a new token to try again.");
            case TOKEN_EXPIRED ->
                new ProblemException(
                        OrderProblem.PURCHASE_TOKEN_EXPIRED,
                        "Nothing was bought. Get a new token and send the same request again.");
            case NO_SUCH_ITEM -> new ProblemException(OrderProblem.NO_SUCH_ITEM, "No running sale offers this item.");
        };
    }
}
