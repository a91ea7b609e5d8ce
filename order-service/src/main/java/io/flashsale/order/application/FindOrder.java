package io.flashsale.order.application;

import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.KnownSale;
import io.flashsale.order.admission.OrderIds;
import io.flashsale.order.admission.RecentAcceptances;
import io.flashsale.order.application.OwedRefunds.OwedRefund;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.OrderStep;
import io.flashsale.order.domain.Orders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds orders, also those that were accepted a moment ago and are not stored yet: this instance may remember them, and
 * inventory-service knows their reservations.
 */
@Component
public class FindOrder {

    /** An accepted order that is still not stored after this time would have been noticed otherwise. */
    private static final Duration STORED_WITHIN = Duration.ofHours(1);

    private final Orders orders;
    private final OrderRefunds refunds;
    private final OwedRefunds owedRefunds;
    private final RecentAcceptances recent;
    private final Reservations reservations;
    private final KnownSale sale;
    private final Clock clock;

    FindOrder(
            Orders orders,
            OrderRefunds refunds,
            OwedRefunds owedRefunds,
            RecentAcceptances recent,
            Reservations reservations,
            KnownSale sale,
            Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.owedRefunds = owedRefunds;
        this.recent = recent;
        this.reservations = reservations;
        this.sale = sale;
        this.clock = clock;
    }

    /** The order, stored or not yet. */
    public Optional<Found> byId(OrderId id) {
        return orders.find(id).<Found>map(order -> new Found(order, true)).or(() -> notYetStored(id));
    }

    /** The order, if it is this buyer's. */
    public Optional<Found> ofBuyer(String buyerId, OrderId id) {
        return byId(id).filter(found -> found.order().belongsTo(buyerId));
    }

    /** A buyer's stored orders, newest first. */
    public List<Order> newestOf(String buyerId, int limit) {
        return orders.newestOf(buyerId, limit);
    }

    /** The order and how it came to where it is. */
    public OrderView view(Found found) {
        if (found.stored) {
            List<OrderStep> history = orders.historyOf(found.order.id());
            return new OrderView(
                    found.order, history, history.size(), refundsOf(found.order), lateMoneyOf(found.order));
        }
        Order order = found.order;
        return new OrderView(
                order,
                List.of(new OrderStep(null, order.status(), order.admittedAt(), order.reason())),
                0,
                List.of(),
                List.of());
    }

    private List<OrderRefund> refundsOf(Order order) {
        return switch (order.status()) {
            case PAID, FULFILLED, REFUNDING, REFUNDED -> refunds.ofOrder(order.id());
            case PENDING_PAYMENT, PAYING, CANCELLED -> List.of();
        };
    }

    private List<OwedRefund> lateMoneyOf(Order order) {
        return order.status() == OrderStatus.CANCELLED || order.reason() == OrderReason.REINSTATED
                ? owedRefunds.ofOrder(order.id())
                : List.of();
    }

    private Optional<Found> notYetStored(OrderId id) {
        return recent.find(id).map(FindOrder::order).or(() -> reserved(id)).map(promised -> asOfNow(id, promised));
    }

    /** A tombstone goes in the moment the row comes, so without one the row may have come since it was looked for. */
    private Found asOfNow(OrderId id, Order promised) {
        return orders.tombstonesAmong(List.of(id)).stream()
                .findFirst()
                .filter(_ -> promised.status() != OrderStatus.CANCELLED)
                .map(tombstone -> new Found(promised.as(OrderStatus.CANCELLED, tombstone.reason()), false))
                .or(() -> orders.find(id).map(stored -> new Found(stored, true)))
                .orElseGet(() -> new Found(promised, false));
    }

    private Optional<Order> reserved(OrderId id) {
        Instant issued = OrderIds.issuedAt(id);
        Instant now = clock.instant();
        if (issued.isBefore(now.minus(STORED_WITHIN)) || issued.isAfter(now.plus(STORED_WITHIN))) {
            return Optional.empty();
        }
        return reservations.find(id).flatMap(this::order);
    }

    private static Order order(RecentAcceptances.Accepted accepted) {
        return Order.placed(
                accepted.orderId(),
                accepted.buyerId(),
                accepted.item().campaignId(),
                accepted.item().sku(),
                accepted.quantity(),
                new Money(
                        accepted.amount().amount() / accepted.quantity(),
                        accepted.amount().currency()),
                "",
                accepted.idempotencyKey(),
                accepted.admittedAt(),
                accepted.payBefore());
    }

    private Optional<Order> order(Reservations.Reservation held) {
        return sale.termsOf(new ItemKey(held.campaignId(), held.sku())).map(terms -> {
            Order placed = Order.placed(
                    held.orderId(),
                    held.buyerId(),
                    held.campaignId(),
                    held.sku(),
                    held.quantity(),
                    terms.item().unitPrice(),
                    "",
                    "",
                    held.admittedAt(),
                    held.admittedAt().plusSeconds(terms.payWithinSeconds()));
            return held.active() ? placed : placed.as(OrderStatus.CANCELLED, OrderReason.REJECTED);
        });
    }

    /**
     * An order that was found.
     *
     * @param stored false while only the promise exists
     */
    public record Found(Order order, boolean stored) {}
}
