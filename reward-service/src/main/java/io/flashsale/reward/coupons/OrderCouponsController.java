package io.flashsale.reward.coupons;

import io.flashsale.reward.Fields;
import io.flashsale.reward.Money;
import io.flashsale.reward.Purchase;
import io.flashsale.reward.RewardProblem;
import io.flashsale.reward.RewardProperties;
import io.flashsale.web.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What order-service asks for when an order is paid or refunded. */
@RestController
class OrderCouponsController {

    private final Coupons coupons;
    private final String currency;

    OrderCouponsController(Coupons coupons, RewardProperties properties) {
        this.coupons = coupons;
        this.currency = properties.currency();
    }

    @PutMapping("/internal/coupons/grants/{orderId}")
    CouponsMoved grant(@PathVariable String orderId, @RequestBody GrantRequest request) {
        Fields fields = new Fields();
        String id = fields.anId("orderId", orderId);
        Purchase purchase = new Purchase(
                fields.anId("buyerId", request.buyerId()),
                fields.amount("amount", request.amount(), 0, currency),
                fields.anIdOrNothing("campaignId", request.campaignId()));
        fields.refuseFaults();
        return switch (coupons.grant(id, purchase)) {
            case Coupons.Granting.Granted granted -> CouponsMoved.of(granted.coupons());
            case Coupons.Granting.AlreadyReversed reversed ->
                throw new ProblemException(
                        RewardProblem.ALREADY_REVERSED, "Order " + orderId + " was refunded before its grant arrived.");
            case Coupons.Granting.GrantedOtherwise otherwise ->
                throw new ProblemException(
                        RewardProblem.GRANTED_OTHERWISE,
                        "Order " + orderId + " has earned coupons for another buyer, amount or campaign.");
        };
    }

    @PutMapping("/internal/coupons/reversals/{orderId}")
    CouponsMoved reverse(@PathVariable String orderId) {
        return CouponsMoved.of(coupons.reverse(Fields.id("orderId", orderId)));
    }

    record GrantRequest(
            @Nullable String buyerId,
            @Nullable String campaignId,
            @Nullable Money amount) {}

    record CouponsMoved(List<String> couponIds) {
        static CouponsMoved of(List<Long> ids) {
            return new CouponsMoved(ids.stream().map(String::valueOf).toList());
        }
    }
}
