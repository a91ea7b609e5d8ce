package io.flashsale.order.persistence;

import io.flashsale.order.application.AfterCommit;
import io.flashsale.order.application.ExpiryAlarms;
import io.flashsale.order.application.OrderChanges;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.OrderStep;
import io.flashsale.order.domain.Orders;
import io.flashsale.persistence.MultiRowInsert;
import io.flashsale.web.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/** Orders in MySQL. The clock of every comparison is the database's. Every change is told to those who wait for it. */
@Repository
class MybatisOrders implements Orders {

    /** A row that is there already, or whose key belongs to another order, is left out. */
    private static final String INTO_ORDERS =
            "INSERT IGNORE INTO orders (" + OrderMapper.COLUMNS + ", created_at, updated_at)";

    private static final String ORDER =
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))";
    private static final String INTO_EVENTS =
            "INSERT INTO order_event (order_id, seq, from_status, to_status, at, reason)";
    private static final String FIRST_STEP = "(?, 1, NULL, ?, ?, ?)";

    private final OrderMapper mapper;
    private final MultiRowInsert<OrderRow> inserts;
    private final MultiRowInsert<OrderRow> firstSteps;
    private final OrderChanges changes;
    private final ExpiryAlarms alarms;

    MybatisOrders(OrderMapper mapper, JdbcOperations jdbc, OrderChanges changes, ExpiryAlarms alarms) {
        this.mapper = mapper;
        this.inserts = new MultiRowInsert<>(jdbc, INTO_ORDERS, ORDER, OrderRow::bind);
        this.firstSteps = new MultiRowInsert<>(jdbc, INTO_EVENTS, FIRST_STEP, OrderRow::bindFirstStep);
        this.changes = changes;
        this.alarms = alarms;
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
    public Optional<Order> findByReservationAndLock(OrderId reservationId) {
        return Optional.ofNullable(mapper.findByReservationAndLock(reservationId.value()))
                .map(OrderRow::toOrder);
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
        if (inserts.insert(rows) != rows.size()) {
            if (rows.size() == 1 && find(missing.getFirst().id()).isPresent()) {
                return List.of();
            }
            throw new DuplicateIdempotencyKey();
        }
        firstSteps.insert(rows);
        changes.changed(missing.stream().map(Order::id).toList());
        return missing;
    }

    @Override
    public boolean addCancelled(Order order, OrderReason reason) {
        List<OrderRow> placed = List.of(OrderRow.of(order));
        if (inserts.insert(placed) == 0) {
            return false;
        }
        firstSteps.insert(placed);
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
    public List<Order> expire(List<OrderId> ids) {
        return ids.isEmpty()
                ? List.of()
                : expired(
                        mapper.lockExpiredAmong(ids.stream().map(OrderId::value).toList()));
    }

    @Override
    public List<OrderId> unpaidAmong(List<OrderId> ids) {
        return ids.isEmpty()
                ? List.of()
                : mapper.unpaidAmong(ids.stream().map(OrderId::value).toList()).stream()
                        .map(OrderId::new)
                        .toList();
    }

    @Override
    public List<Order> expireOverdue(int limit) {
        return expired(mapper.lockExpired(limit));
    }

    @Override
    public List<Due> dueWithin(Duration time, int limit) {
        return mapper.dueWithin(time.toSeconds(), limit).stream()
                .map(row -> new Due(new OrderId(row.id()), Duration.of(row.micros(), ChronoUnit.MICROS)))
                .toList();
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
    public boolean reinstate(OrderId id, String paymentId, OrderId reservationId) {
        return recorded(
                mapper.reinstate(id.value(), paymentId, reservationId.value()),
                id,
                OrderStatus.CANCELLED,
                OrderStatus.PAID,
                OrderReason.REINSTATED);
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
    public List<Settled> settledBetween(Instant from, Instant to, long after, int limit) {
        return mapper.settledBetween(OrderRow.utc(from), OrderRow.utc(to), after, limit).stream()
                .map(row ->
                        new Settled(new OrderId(row.id()), OrderStatus.valueOf(row.status()), row.kept(), row.moving()))
                .toList();
    }

    @Override
    public List<OrderId> unchangedFor(OrderStatus status, Duration longerThan, int limit) {
        return mapper.unchangedFor(status.name(), longerThan.toSeconds(), limit).stream()
                .map(OrderId::new)
                .toList();
    }

    /** Many at once: in a flash sale they are due together. */
    private List<Order> expired(List<OrderRow> locked) {
        if (locked.isEmpty()) {
            return List.of();
        }
        List<Long> ids = locked.stream().map(OrderRow::id).toList();
        if (mapper.expire(ids) != ids.size()) {
            throw new IllegalStateException("an order changed while it was locked; this needs a transaction");
        }
        mapper.insertExpirySteps(ids);
        List<Order> expired = locked.stream()
                .map(row -> row.toOrder().as(OrderStatus.CANCELLED, OrderReason.TIMEOUT))
                .toList();
        changed(expired.stream().map(Order::id).toList());
        return expired;
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
        mapper.insertStep(id.value(), from.name(), to.name(), name(reason), MDC.get(TraceId.LOG_KEY));
        changed(List.of(id));
        return true;
    }

    /** Whatever changes does not wait for payment any more, or gets its alarm back with the next load. */
    private void changed(List<OrderId> ids) {
        changes.changed(ids);
        AfterCommit.run(() -> ids.forEach(alarms::clear));
    }

    private static @Nullable String name(@Nullable OrderReason reason) {
        return reason == null ? null : reason.name();
    }
}
