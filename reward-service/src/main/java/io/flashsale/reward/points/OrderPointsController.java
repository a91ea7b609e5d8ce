package io.flashsale.reward.points;

import io.flashsale.reward.Fields;
import io.flashsale.reward.Money;
import io.flashsale.reward.Purchase;
import io.flashsale.reward.RewardProblem;
import io.flashsale.reward.RewardProperties;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What order-service asks for when an order is paid or refunded. */
@RestController
class OrderPointsController {

    private final Points points;
    private final String currency;

    OrderPointsController(Points points, RewardProperties properties) {
        this.points = points;
        this.currency = properties.currency();
    }

    @PutMapping("/internal/points/grants/{orderId}")
    PointsMoved grant(@PathVariable String orderId, @RequestBody GrantRequest request) {
        Fields fields = new Fields();
        String id = fields.anId("orderId", orderId);
        Purchase purchase = new Purchase(
                fields.anId("buyerId", request.buyerId()),
                fields.amount("amount", request.amount(), 0, currency),
                fields.anIdOrNothing("campaignId", request.campaignId()));
        fields.refuseFaults();
        return switch (points.grant(id, purchase)) {
            case Points.Granting.Granted granted -> new PointsMoved(granted.points());
            case Points.Granting.AlreadyReversed reversed ->
                throw new ProblemException(
                        RewardProblem.ALREADY_REVERSED, "Order " + orderId + " was refunded before its grant arrived.");
            case Points.Granting.GrantedOtherwise otherwise ->
                throw new ProblemException(
                        RewardProblem.GRANTED_OTHERWISE,
                        "Order " + orderId + " has earned points for another buyer, amount or campaign.");
        };
    }

    /** Without a body the order is reversed as a whole, with one in proportion to what is refunded. */
    @PutMapping("/internal/points/reversals/{orderId}")
    PointsMoved reverse(
            @PathVariable String orderId, @RequestBody(required = false) @Nullable ReversalRequest request) {
        Fields fields = new Fields();
        String id = fields.anId("orderId", orderId);
        if (request == null) {
            fields.refuseFaults();
            return new PointsMoved(points.reverse(id));
        }
        String refundId = fields.anId("refundId", request.refundId());
        long part = fields.amount("refundedAmount", request.refundedAmount(), 0, currency);
        long whole = fields.amount("orderAmount", request.orderAmount(), 1, currency);
        fields.refuseFaults();
        Points.Partial partial = points.reverse(id, refundId, part, whole);
        if (!partial.sameAsBefore()) {
            throw new ProblemException(
                            CommonProblem.INVALID_REQUEST, "Refund " + refundId + " was for another amount before.")
                    .field("refundedAmount", "must be what it was when this refund was first asked for");
        }
        return new PointsMoved(partial.points());
    }

    record GrantRequest(
            @Nullable String buyerId,
            @Nullable Money amount,
            @Nullable String campaignId) {}

    /** One refund of the order: how much it gives back, of how much. */
    record ReversalRequest(
            @Nullable String refundId,
            @Nullable Money refundedAmount,
            @Nullable Money orderAmount) {}

    record PointsMoved(long points) {}
}
