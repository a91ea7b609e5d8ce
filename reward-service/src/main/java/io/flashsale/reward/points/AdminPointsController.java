package io.flashsale.reward.points;

import io.flashsale.reward.Utc;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Points in the books of a campaign. */
@RestController
class AdminPointsController {

    private final PointsMapper orders;
    private final LedgerMapper ledger;

    AdminPointsController(PointsMapper orders, LedgerMapper ledger) {
        this.orders = orders;
        this.ledger = ledger;
    }

    /** What the orders of a campaign earned and lost; zeros for a campaign nobody has heard of. */
    @GetMapping("/api/admin/rewards/points/summary")
    SummaryResource summary(Caller caller, @RequestParam("campaignId") String campaignId) {
        caller.require(Role.OPERATOR);
        return orders.summary(campaignId);
    }

    /** What an order did to its buyer's points, oldest first. */
    @GetMapping("/api/admin/rewards/points/orders/{orderId}")
    List<MovementResource> ofOrder(Caller caller, @PathVariable String orderId) {
        caller.require(Role.OPERATOR);
        return ledger.ofOrder(orderId).stream()
                .map(entry -> new MovementResource(
                        Utc.instant(entry.createdAt()), entry.kind(), entry.points(), entry.reference()))
                .toList();
    }

    /**
     * @param points positive if the buyer got them
     * @param reference what moved them: rule, refund, hold or lot
     */
    record MovementResource(Instant at, Movement kind, long points, String reference) {}

    /**
     * @param orders that earned points, by the rules or not
     * @param reversed of those granted
     */
    record SummaryResource(long orders, long granted, long reversed) {}
}
