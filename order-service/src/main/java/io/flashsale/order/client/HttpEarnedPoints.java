package io.flashsale.order.client;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.reconciliation.EarnedPoints;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What orders earned, over HTTP. */
class HttpEarnedPoints implements EarnedPoints {

    private final RewardApi api;

    HttpEarnedPoints(RewardApi api) {
        this.api = api;
    }

    @Override
    public List<Earned> of(Collection<OrderId> orders) {
        return read(api.earned(
                new RewardApi.OrdersBody(orders.stream().map(OrderId::toString).toList())));
    }

    @Override
    public List<Earned> movedBetween(Instant from, Instant to, @Nullable String after, int limit) {
        return read(api.earnedBetween(from, to, after, limit));
    }

    private static List<Earned> read(List<RewardApi.EarnedBody> bodies) {
        return bodies.stream()
                .map(body -> new Earned(body.orderId(), body.amount(), body.kept(), body.booked()))
                .toList();
    }
}
