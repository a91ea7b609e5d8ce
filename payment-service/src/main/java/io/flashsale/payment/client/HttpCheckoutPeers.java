package io.flashsale.payment.client;

import io.flashsale.payment.application.CheckoutPeers;
import io.flashsale.payment.application.CheckoutRefused;
import io.flashsale.payment.application.OrderLookup;
import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Rewards;
import io.flashsale.web.PeerClients;
import io.flashsale.web.PeerProblem;
import org.springframework.stereotype.Component;

/** Asks order- and inventory-service. Both take part in the global transaction whose id travels with the call. */
@Component
class HttpCheckoutPeers implements CheckoutPeers {

    private final OrderApi orders;
    private final InventoryApi inventory;
    private final HttpRewardHolds rewards;

    HttpCheckoutPeers(PeerClients clients, PeerProperties peers, HttpRewardHolds rewards) {
        this.rewards = rewards;
        this.orders = clients.create(OrderApi.class, peers.orderUrl());
        this.inventory = clients.create(InventoryApi.class, peers.inventoryUrl());
    }

    @Override
    public OrderLookup order(String orderId) {
        try {
            OrderApi.Order order = orders.order(orderId);
            return new OrderLookup.Found(
                    order.orderId(),
                    order.buyerId(),
                    order.amount(),
                    order.status().equals("PENDING_PAYMENT"),
                    order.payBefore());
        } catch (PeerProblem problem) {
            return switch (problem.status()) {
                case 404 -> new OrderLookup.Unknown();
                case 503 -> new OrderLookup.NotYet();
                default -> throw problem;
            };
        }
    }

    @Override
    public void tryOrder(String orderId, String paymentId, Money amount) {
        refusing(() -> orders.checkOut(orderId, new OrderApi.Checkout(paymentId, amount)));
    }

    @Override
    public void tryReservation(String orderId) {
        refusing(() -> inventory.checkOut(orderId, new InventoryApi.Checkout()));
    }

    @Override
    public Rewards tryRewards(Payment payment) {
        return rewards.checkOut(payment);
    }

    private static void refusing(Runnable call) {
        try {
            call.run();
        } catch (PeerProblem problem) {
            if (problem.status() == 409 || problem.status() == 404) {
                throw new CheckoutRefused(Failure.ORDER_NOT_PAYABLE, problem.detail());
            }
            throw problem;
        }
    }
}
