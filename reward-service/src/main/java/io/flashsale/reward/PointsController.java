package io.flashsale.reward;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shopper sees of the points. */
@RestController
class PointsController {

    private final Points points;

    PointsController(Points points) {
        this.points = points;
    }

    @GetMapping("/api/points")
    PointsResource mine(Caller caller) {
        String buyerId = caller.require(Role.SHOPPER).subject();
        PointsAccount account = points.account(buyerId);
        return new PointsResource(
                account.balance(),
                account.debt(),
                points.newestEntries(buyerId).stream()
                        .map(entry -> new EntryResource(
                                entry.orderId(),
                                entry.kind(),
                                entry.points(),
                                entry.createdAt().toInstant(ZoneOffset.UTC)))
                        .toList());
    }

    record PointsResource(long balance, long debt, List<EntryResource> entries) {}

    record EntryResource(String orderId, PointsEntry.Kind kind, long points, Instant at) {}
}
