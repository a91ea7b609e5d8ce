package io.flashsale.order.persistence;

import io.flashsale.order.application.OrderChanges;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.OrderStep;
import io.flashsale.order.domain.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Orders in MySQL. The clock of every comparison is the database's. Every change is told to those who wait for it. */
@Repository
class MybatisOrders implements Orders {

    private final OrderMapper mapper;
    private final OrderChanges changes;

    MybatisOrders(OrderMapper mapper, OrderChanges changes) {
        this.mapper = mapper;
        this.changes = changes;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(mapper.find(id.value())).map(OrderRow::toOrder);
    }

    @Override
    public Optional<Order> findAndLock(OrderId id) {
        return Optional.ofNullable(mapper.findAndLock(id.value())).map(OrderRow::toOrder);
    }

    @Override
    public List<Order> newestOf(String buyerId, int limit) {
        return mapper.newestOf(buyerId, limit).stream().map(OrderRow::toOrder).toList();
    }

    @Override
    public List<OrderStep> historyOf(OrderId id) {
        return mapper.history(id.value()).stream().map(StepRow::toStep).toList();
    }

    @Override
    public Map<OrderId, Integer> versionsOf(List<OrderId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : mapper.versions(ids.stream().map(OrderId::value).toList()).stream()
                        .collect(Collectors.toMap(row -> new OrderId(row.orderId()), VersionRow::version));
    }

    @Override
    public List<Order> addMissing(List<Order> placed) {
        if (placed.isEmpty()) {
            return List.of();
        }
        Set<Long> present = Set.copyOf(
                mapper.present(placed.stream().map(order -> order.id().value()).toList()));
        List<Order> missing = placed.stream()
                .filter(order -> !present.contains(order.id().value()))
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        List<OrderRow> rows = missing.stream().map(OrderRow::of).toList();
        if (mapper.insertMissing(rows) != rows.size()) {
            if (rows.size() == 1 && find(missing.getFirst().id()).isPresent()) {
                return List.of();
            }
            throw new DuplicateIdempotencyKey();
        }
        mapper.insertFirstSteps(rows);
        changes.changed(missing.stream().map(Order::id).toList());
        return missing;
    }

    @Override
    public boolean addCancelled(Order order, OrderReason reason) {
        List<OrderRow> placed = List.of(OrderRow.of(order));
        if (mapper.insertMissing(placed) == 0) {
            return false;
        }
        mapper.insertFirstSteps(placed);
        return cancel(order.id(), reason);
    }

    @Override
    public List<Tombstone> tombstonesAmong(List<OrderId> ids) {
        return ids.isEmpty()
                ? List.of()
                : mapper.tombstonesAmong(ids.stream().map(OrderId::value).toList()).stream()
                        .map(row -> new Tombstone(new OrderId(row.orderId()), OrderReason.valueOf(row.reason())))
                        .toList();
    }

    @Override
    public void bury(OrderId id, OrderReason reason) {
        mapper.bury(id.value(), reason.name());
        changes.changed(List.of(id));
    }

    @Override
    public void unbury(OrderId id) {
        mapper.unbury(id.value());
    }

    @Override
    public boolean cancel(OrderId id, OrderReason reason) {
        return move(id, OrderStatus.PENDING_PAYMENT, OrderStatus.CANCELLED, reason);
    }

    @Override
    public boolean expire(OrderId id) {
        return recorded(
                mapper.expire(id.value()), id, OrderStatus.PENDING_PAYMENT, OrderStatus.CANCELLED, OrderReason.TIMEOUT);
    }

    @Override
    public List<OrderId> lockExpired(int limit) {
        return mapper.lockExpired(limit).stream().map(OrderId::new).toList();
    }

    @Override
    public boolean startCheckout(OrderId id, String paymentId, String transactionId) {
        return recorded(
                mapper.startCheckout(id.value(), paymentId, transactionId),
                id,
                OrderStatus.PENDING_PAYMENT,
                OrderStatus.PAYING,
                null);
    }

    @Override
    public boolean finishCheckout(OrderId id, String transactionId) {
        return recorded(
                mapper.finishCheckout(id.value(), transactionId), id, OrderStatus.PAYING, OrderStatus.PAID, null);
    }

    @Override
    public boolean abandonCheckout(OrderId id, String transactionId) {
        return recorded(
                mapper.abandonCheckout(id.value(), transactionId),
                id,
                OrderStatus.PAYING,
                OrderStatus.PENDING_PAYMENT,
                null);
    }

    @Override
    public boolean markPaid(OrderId id, String paymentId) {
        return markPaidFrom(OrderStatus.PENDING_PAYMENT, id, paymentId)
                || markPaidFrom(OrderStatus.PAYING, id, paymentId);
    }

    @Override
    public boolean markFulfilled(OrderId id) {
        return move(id, OrderStatus.PAID, OrderStatus.FULFILLED, null);
    }

    @Override
    public boolean startRefund(OrderId id, OrderReason reason) {
        return move(id, OrderStatus.PAID, OrderStatus.REFUNDING, reason)
                || move(id, OrderStatus.FULFILLED, OrderStatus.REFUNDING, reason);
    }

    @Override
    public boolean markRefunded(OrderId id) {
        return move(id, OrderStatus.REFUNDING, OrderStatus.REFUNDED, null);
    }

    @Override
    public List<OrderId> unchangedFor(OrderStatus status, Duration longerThan, int limit) {
        return mapper.unchangedFor(status.name(), longerThan.toSeconds(), limit).stream()
                .map(OrderId::new)
                .toList();
    }

    private boolean markPaidFrom(OrderStatus from, OrderId id, String paymentId) {
        return recorded(mapper.markPaid(id.value(), from.name(), paymentId), id, from, OrderStatus.PAID, null);
    }

    private boolean move(OrderId id, OrderStatus from, OrderStatus to, @Nullable OrderReason reason) {
        return recorded(mapper.move(id.value(), from.name(), to.name(), name(reason)), id, from, to, reason);
    }

    private boolean recorded(int changed, OrderId id, OrderStatus from, OrderStatus to, @Nullable OrderReason reason) {
        if (!from.canBecome(to)) {
            throw new IllegalStateException("not a transition of an order: " + from + " to " + to);
        }
        if (changed == 0) {
            return false;
        }
        mapper.insertStep(id.value(), from.name(), to.name(), name(reason));
        changes.changed(List.of(id));
        return true;
    }

    private static @Nullable String name(@Nullable OrderReason reason) {
        return reason == null ? null : reason.name();
    }
}
