package io.flashsale.order.application;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.BatchVerdict;
import io.flashsale.order.admission.StockGate;
import io.flashsale.order.admission.StockGate.Reserved;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderEvent;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores the orders of committed batches. May see the same batch any number of times; an order is stored once. Whoever
 * was admitted ends up with an order, even if only a cancelled one: no reservation is left without.
 */
@Component
public class RecordPlacedOrders {

    private static final Logger LOG = LoggerFactory.getLogger(RecordPlacedOrders.class);

    /** Rows per statement: 500 rows of 17 parameters stay far below the protocol's 65,535. */
    private static final int ROWS_PER_STATEMENT = 500;

    private final Orders orders;
    private final StockGate gate;
    private final OrderAnnouncements announcements;
    private final ExpiryAlarms alarms;
    private final TransactionOperations transaction;
    private final Executor executor;
    private final Clock clock;

    RecordPlacedOrders(
            Orders orders,
            StockGate gate,
            OrderAnnouncements announcements,
            ExpiryAlarms alarms,
            TransactionOperations transaction,
            Executor virtualThreads,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.announcements = announcements;
        this.alarms = alarms;
        this.transaction = transaction;
        this.executor = virtualThreads;
        this.clock = clock;
    }

    /**
     * Stores what these batches were promised. A batch that cannot be stored now does not hold up the others.
     *
     * @throws RuntimeException when any batch could not be stored; all of them may be given again
     */
    public void record(List<Batch> batches) {
        List<CompletableFuture<List<Order>>> admitted = batches.stream()
                .map(batch -> CompletableFuture.supplyAsync(() -> admittedIn(batch), executor))
                .toList();
        List<Order> placed = new ArrayList<>();
        CompletionException failure = null;
        for (CompletableFuture<List<Order>> future : admitted) {
            try {
                placed.addAll(future.join());
            } catch (CompletionException e) {
                failure = e;
            }
        }
        for (int from = 0; from < placed.size(); from += ROWS_PER_STATEMENT) {
            store(placed.subList(from, Math.min(placed.size(), from + ROWS_PER_STATEMENT)));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<Order> admittedIn(Batch batch) {
        return gate.verdictOf(batch.item(), batch.batchId())
                .or(() -> decidedAgain(batch))
                .map(verdict -> admittedIn(batch, verdict))
                .orElse(List.of());
    }

    /**
     * A committed batch had a verdict. If the gate knows of none, its store forgot it before the ledger heard of it, and
     * the units with it: the same batch is put to it once more, so that as many of its buyers as possible keep theirs.
     */
    private Optional<BatchVerdict> decidedAgain(Batch batch) {
        return switch (gate.reserve(batch)) {
            case Reserved.Decided(BatchVerdict verdict) -> {
                LOG.warn("The stock gate had forgotten batch {} and has decided it again", batch.batchId());
                yield Optional.of(verdict);
            }
            case Reserved.Sealed() -> Optional.empty();
            case Reserved.NoSuchItem(), Reserved.Malformed _, Reserved.NotReady _, Reserved.Unknown _ ->
                throw new IllegalStateException("batch " + batch.batchId() + " has no verdict");
        };
    }

    private static List<Order> admittedIn(Batch batch, BatchVerdict verdict) {
        Map<OrderId, Attempt> attempts =
                batch.attempts().stream().collect(Collectors.toMap(Attempt::orderId, Function.identity()));
        List<Order> admitted = new ArrayList<>();
        for (BatchVerdict.Verdict one : verdict.verdicts()) {
            Attempt attempt = attempts.get(one.orderId());
            if (one.decision() == BatchVerdict.Decision.ADMITTED && attempt != null) {
                admitted.add(Order.placed(
                                attempt.orderId(),
                                attempt.buyerId(),
                                batch.item().campaignId(),
                                batch.item().sku(),
                                attempt.quantity(),
                                verdict.unitPrice(),
                                batch.batchId(),
                                attempt.idempotencyKey(),
                                verdict.decidedAt(),
                                verdict.payBefore())
                        .permittedBy(attempt.nonce()));
            }
        }
        return admitted;
    }

    private void store(List<Order> placed) {
        try {
            add(placed);
        } catch (Orders.DuplicateIdempotencyKey | DataAccessException e) {
            LOG.debug("{} orders are stored one by one: {}", placed.size(), e.getMessage());
            placed.forEach(this::storeOne);
        }
    }

    private void storeOne(Order order) {
        try {
            add(List.of(order));
        } catch (Orders.DuplicateIdempotencyKey e) {
            LOG.warn("Order {} reuses an idempotency key of another order and is cancelled", order.id());
            transaction.executeWithoutResult(_ -> addAsReused(order));
        }
    }

    private void add(List<Order> placed) {
        alarms.set(transaction.execute(_ -> addMissing(placed)));
    }

    /** Adds them and returns those that wait for payment. */
    private List<Order> addMissing(List<Order> placed) {
        List<Order> added = orders.addMissing(placed);
        Map<OrderId, OrderReason> buried = orders
                .tombstonesAmong(added.stream().map(Order::id).toList())
                .stream()
                .collect(Collectors.toMap(Orders.Tombstone::id, Orders.Tombstone::reason));
        List<Order> waiting = new ArrayList<>(added.size());
        for (Order order : added) {
            OrderReason reason = buried.get(order.id());
            if (reason == null) {
                waiting.add(order);
            } else {
                orders.cancel(order.id(), reason);
                orders.unbury(order.id());
                announceCancelled(order, reason);
            }
        }
        announcements.wakeAtExpiry(waiting);
        return waiting;
    }

    /** The row keeps the key, made unique by the order's own id. */
    private void addAsReused(Order order) {
        Order renamed = Order.placed(
                        order.id(),
                        order.buyerId(),
                        order.campaignId(),
                        order.sku(),
                        order.quantity(),
                        order.unitPrice(),
                        order.batchId(),
                        order.idempotencyKey() + "#" + order.id(),
                        order.admittedAt(),
                        order.payBefore())
                .permittedBy(order.token());
        if (orders.addCancelled(renamed, OrderReason.KEY_REUSED)) {
            announceCancelled(renamed, OrderReason.KEY_REUSED);
        }
    }

    private void announceCancelled(Order order, OrderReason reason) {
        announcements.announce(
                new OrderEvent.Cancelled(order.as(OrderStatus.CANCELLED, reason), reason, clock.instant()));
    }
}
