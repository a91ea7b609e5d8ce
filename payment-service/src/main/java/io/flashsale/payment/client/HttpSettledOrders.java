package io.flashsale.payment.client;

import io.flashsale.payment.reconciliation.SettledOrders;
import io.flashsale.web.PeerClients;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks order-service. */
@Component
class HttpSettledOrders implements SettledOrders {

    private final OrderApi api;

    HttpSettledOrders(PeerClients clients, PeerProperties peers) {
        this.api = clients.create(OrderApi.class, peers.orderUrl());
    }

    @Override
    public List<SettledOrder> changedBetween(Instant from, Instant to, @Nullable String after, int limit) {
        return api.settled(from, to, after, limit).stream()
                .map(order -> new SettledOrder(order.orderId(), order.status(), order.kept(), order.moving()))
                .toList();
    }
}
