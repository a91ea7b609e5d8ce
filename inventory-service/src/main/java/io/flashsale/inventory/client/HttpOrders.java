package io.flashsale.inventory.client;

import io.flashsale.inventory.domain.Orders;
import io.flashsale.web.PeerClients;
import io.flashsale.web.PeerProblem;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class HttpOrders implements Orders {
    private static final int NOT_FOUND = 404;

    private final OrderApi api;

    HttpOrders(PeerClients clients, @Value("${flashsale.peers.order}") URI orderService) {
        this.api = clients.create(OrderApi.class, orderService);
    }

    @Override
    public Standing standing(String orderId) {
        try {
            return switch (api.order(orderId).status()) {
                case "PAID", "FULFILLED" -> Standing.PAID;
                case "CANCELLED", "REFUNDED" -> Standing.ENDED;
                // A refund that is under way gives the units back itself.
                default -> Standing.OPEN;
            };
        } catch (PeerProblem e) {
            if (e.status() == NOT_FOUND) return Standing.UNKNOWN;
            throw e;
        }
    }
}
