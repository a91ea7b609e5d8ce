package io.flashsale.reward.checkout;

import io.flashsale.reward.Fields;
import io.flashsale.reward.Money;
import io.flashsale.reward.RewardProperties;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.integration.tx.api.fence.exception.CommonFenceException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Points and a coupon as part of a payment; payment- and order-service ask. */
@RestController
class CheckoutsController {

    private final RewardCheckout checkout;
    private final PaymentHolds holds;
    private final Returns returns;
    private final String currency;

    CheckoutsController(RewardCheckout checkout, PaymentHolds holds, Returns returns, RewardProperties properties) {
        this.checkout = checkout;
        this.holds = holds;
        this.returns = returns;
        this.currency = properties.currency();
    }

    /** The try of this service's branch; the transaction it belongs to comes with the header {@code TX_XID}. */
    @PostMapping("/internal/checkouts")
    DiscountsResource checkOut(@RequestBody CheckoutRequest request) {
        Fields fields = new Fields();
        fields.check(RootContext.inGlobalTransaction(), RootContext.KEY_XID, "this header is required");
        Checkout wanted = request.checked(fields, currency);
        try {
            return resource(checkout.tryHold(null, wanted));
        } catch (CommonFenceException e) {
            throw new ProblemException(
                    CommonProblem.CONFLICT,
                    "The checkout was given up before it reached order " + wanted.orderId() + ".");
        }
    }

    @PutMapping("/internal/reward-holds/{paymentId}")
    DiscountsResource hold(@PathVariable String paymentId, @RequestBody CheckoutRequest request) {
        Fields fields = new Fields();
        String id = fields.anId("paymentId", paymentId);
        return resource(holds.place(id, request.checked(fields, currency)));
    }

    @PostMapping("/internal/reward-holds/{paymentId}/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable String paymentId) {
        holds.confirm(Fields.id("paymentId", paymentId));
    }

    @PostMapping("/internal/reward-holds/{paymentId}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String paymentId) {
        holds.cancel(Fields.id("paymentId", paymentId));
    }

    @PutMapping("/internal/redemptions/{orderId}/returns/{refundId}")
    ReturnedResource giveBack(
            @PathVariable String orderId, @PathVariable String refundId, @RequestBody ReturnRequest request) {
        Fields fields = new Fields();
        String order = fields.anId("orderId", orderId);
        String refund = fields.anId("refundId", refundId);
        long points = fields.number("points", request.points() == null ? 0L : request.points(), 0, Fields.MOST);
        fields.refuseFaults();
        RedemptionMapper.Returned returned =
                returns.giveBack(order, refund, points, Boolean.TRUE.equals(request.coupon()));
        return new ReturnedResource(returned.points(), returned.coupon());
    }

    record DiscountsResource(Money pointsDiscount, Money couponDiscount) {}

    record ReturnRequest(@Nullable Long points, @Nullable Boolean coupon) {}

    /** What came back: at most what was asked for, and at most what was left of what was spent. */
    record ReturnedResource(long points, boolean coupon) {}

    private DiscountsResource resource(Discounts discounts) {
        return new DiscountsResource(new Money(discounts.points(), currency), new Money(discounts.coupon(), currency));
    }
}
