package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * A process that runs sagas is killed hard in the middle of a step; another one resumes them within the bound, and repeats
 * that step, but none that was recorded.
 */
class SagaResumesAfterCrashIT extends SagasOnTheirOwn {

    private static final long FULFILLING = 1_000_001;
    private static final long REFUNDING = 1_000_002;
    private static final String POINTS = "/internal/points/grants/" + FULFILLING;
    private static final String SALE = "/internal/reservations/" + FULFILLING + "/sale";
    private static final String REVERSAL = "/internal/points/reversals/" + REFUNDING;
    private static final String MONEY = "/internal/refunds/r-" + REFUNDING;

    @Test
    void anotherInstanceTakesOverWhatADeadOneHadInHand() {
        inventory.say("/internal/reservations/" + REFUNDING + "/return", "{\"onSale\":true}");
        reward.hold(POINTS);
        payment.hold(MONEY);
        ServiceProcess first = start(Middleware.seata().address());
        paidOrder(FULFILLING, "PAID");
        paidOrder(REFUNDING, "REFUNDING");
        refund(REFUNDING);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> reward.arrivedAt(POINTS) > 0 && payment.arrivedAt(MONEY) > 0);
        assertThat(statesOf("fulfil-order-" + FULFILLING)).contains("ConfirmStock SU", "GrantPoints RU");
        assertThat(statesOf("refund-r-" + REFUNDING)).contains("ReverseRewards SU", "RefundMoney RU");

        first.kill();
        reward.release(POINTS);
        payment.release(MONEY);
        start(Middleware.seata().address());
        Instant up = Instant.now();

        await().atMost(BOUND)
                .until(() -> statusOf(FULFILLING).equals("FULFILLED")
                        && statusOf(REFUNDING).equals("REFUNDED"));
        await().atMost(BOUND.minus(Duration.between(up, Instant.now())))
                .until(() -> runOf("fulfil-order-" + FULFILLING).equals("SU")
                        && runOf("refund-r-" + REFUNDING).equals("SU"));
        assertThat(reward.callsTo(POINTS)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(payment.callsTo(MONEY)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(inventory.callsTo(SALE)).hasSize(1);
        assertThat(reward.callsTo(REVERSAL)).hasSize(1);
        assertThat(events(FULFILLING)).containsExactly("OrderFulfilled");
        assertThat(events(REFUNDING)).containsExactly("OrderRefunded");
    }
}
