package io.flashsale.order.admission;

import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stock gate's stored decision on a batch; asking again gives the same one.
 *
 * @param decidedAt on the gate's clock
 * @param payBefore expiry of the orders admitted here
 * @param available units left for sale after this batch
 */
public record BatchVerdict(
        String batchId,
        ItemKey item,
        Instant decidedAt,
        Instant payBefore,
        Money unitPrice,
        long available,
        List<Verdict> verdicts) {

    public BatchVerdict {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether stock is held for anyone in this batch. */
    public boolean admitsAnyone() {
        return verdicts.stream().anyMatch(verdict -> verdict.decision() == Decision.ADMITTED);
    }

    /**
     * The decision on one attempt.
     *
     * @param originalOrderId the order of the earlier attempt with the same key, when this is a replay
     */
    public record Verdict(
            OrderId orderId, Decision decision, @Nullable OrderId originalOrderId) {}

    /** What the gate may say. */
    public enum Decision {
        ADMITTED,
        SOLD_OUT,
        LIMIT_REACHED,
        NOT_OPEN_YET,
        PAUSED,
        CLOSED,
        /** The same key and body were admitted before. */
        REPLAYED,
        /** The same key came with another body. */
        KEY_REUSED,
        /** The purchase token has bought another answer. */
        TOKEN_USED,
        TOKEN_EXPIRED
    }
}
