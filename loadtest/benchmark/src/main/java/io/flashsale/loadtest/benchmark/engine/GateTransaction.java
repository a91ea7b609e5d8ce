package io.flashsale.loadtest.benchmark.engine;

import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.gate.RedisStockGate;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.BatchTransaction;
import io.flashsale.order.admission.BatchVerdict;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import java.time.Duration;
import java.time.Instant;

/** A batch decided by the gate directly; in the platform a message and an HTTP call lie between. */
final class GateTransaction implements BatchTransaction {

    private static final Money PRICE = new Money(990, "CNY");
    private static final Duration TIME_TO_PAY = Duration.ofHours(1);

    private final RedisStockGate gate;
    private final ItemRef item;
    private final long epoch;

    GateTransaction(RedisStockGate gate, ItemRef item, long epoch) {
        this.gate = gate;
        this.item = item;
        this.epoch = epoch;
    }

    @Override
    public Result run(Batch batch) {
        BatchState state = gate.decide(
                item,
                epoch,
                batch.batchId(),
                batch.attempts().stream()
                        .map(attempt -> new io.flashsale.inventory.domain.Attempt(
                                attempt.orderId().toString(),
                                attempt.buyerId(),
                                attempt.idempotencyKey(),
                                attempt.bodyHash(),
                                attempt.quantity()))
                        .toList());
        return switch (state) {
            case BatchState.Sealed() -> new Result.NothingHeld();
            case BatchState.Decided(io.flashsale.inventory.domain.BatchVerdict verdict) ->
                new Result.Decided(told(batch, verdict));
        };
    }

    private static BatchVerdict told(Batch batch, io.flashsale.inventory.domain.BatchVerdict verdict) {
        Instant decidedAt = verdict.decidedAt();
        return new BatchVerdict(
                batch.batchId(),
                batch.item(),
                decidedAt,
                decidedAt.plus(TIME_TO_PAY),
                PRICE,
                verdict.available(),
                verdict.verdicts().stream()
                        .map(one -> new BatchVerdict.Verdict(
                                OrderId.parse(one.orderId()),
                                BatchVerdict.Decision.valueOf(one.outcome().name()),
                                null))
                        .toList());
    }
}
