package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Points run out, the oldest first; whoever spends spends those that run out first. */
class PointsExpireIT extends RewardIT {

    @Autowired
    TransactionTemplate transaction;

    @Test
    void takesWhatHasRunOutAndWarnsOfWhatWill() {
        String buyer = fresh("b");
        give(buyer, 30);
        give(buyer, 12);
        assertThat(points(buyer).path("expiring").path("points").asLong()).isZero();
        runsOut(buyer, 30, "+ INTERVAL 20 DAY");
        assertThat(points(buyer).path("expiring").path("points").asLong()).isEqualTo(30);
        runsOut(buyer, 30, "- INTERVAL 1 SECOND");
        awaitBalance(buyer, 12);
        JsonNode newest = points(buyer).path("entries").path(0);
        assertThat(newest.path("kind").asString()).isEqualTo("EXPIRY");
        assertThat(newest.path("points").asLong()).isEqualTo(-30);
        booksBalance(buyer);
    }

    @Test
    void spendsFirstWhatRunsOutFirst() {
        String buyer = fresh("b");
        give(buyer, 30);
        give(buyer, 12);
        runsOut(buyer, 12, "+ INTERVAL 1 HOUR");
        String payment = fresh("p");
        hold(payment, checkout(fresh("o"), buyer, 1000, 20, null));
        assertThat(sum("SELECT SUM(points) FROM points_lot WHERE buyer_id = ?", buyer))
                .isEqualTo(22);
        assertThat(sum("SELECT COUNT(*) FROM points_lot WHERE buyer_id = ?", buyer))
                .isEqualTo(1);
        cancel(payment);
        assertThat(sum(
                        "SELECT SUM(points) FROM points_lot WHERE buyer_id = ? AND expires_at <"
                                + " UTC_TIMESTAMP(3) + INTERVAL 1 DAY",
                        buyer))
                .isEqualTo(12);
        booksBalance(buyer);
    }

    @Test
    void givesNoNewLifeToPointsThatRunOutWhileTheyAreFrozen() {
        String buyer = fresh("b");
        give(buyer, 30);
        String payment = fresh("p");
        hold(payment, checkout(fresh("o"), buyer, 1000, 20, null));
        runsOut(buyer, 10, "- INTERVAL 1 SECOND");
        jdbc.update(
                "UPDATE reward_hold_lot SET expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE hold_id = ?",
                payment);
        awaitBalance(buyer, 0);
        assertThat(points(buyer).path("frozen").asLong()).isEqualTo(20);
        cancel(payment);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> points(buyer).path("balance").asLong() == 0
                        && points(buyer).path("frozen").asLong() == 0);
        booksBalance(buyer);
    }

    @Test
    void leavesAnAccountInOtherHandsToTheNextTime() {
        String busy = fresh("b");
        String idle = fresh("b");
        give(busy, 30);
        give(idle, 12);
        transaction.executeWithoutResult(_ -> {
            jdbc.queryForList("SELECT balance FROM points_account WHERE buyer_id = ? FOR UPDATE", busy);
            lotsOfAnotherTransactionRunOut(busy, idle);
            awaitBalance(idle, 0);
            assertThat(points(busy).path("balance").asLong()).isEqualTo(30);
        });
        awaitBalance(busy, 0);
        booksBalance(busy);
        booksBalance(idle);
    }

    /** The busy one's run out first, so that the sweep comes to them first. */
    private void lotsOfAnotherTransactionRunOut(String busy, String idle) {
        TransactionTemplate other =
                new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        other.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        other.executeWithoutResult(_ -> {
            runsOut(busy, 30, "- INTERVAL 2 SECOND");
            runsOut(idle, 12, "- INTERVAL 1 SECOND");
        });
    }

    private void runsOut(String buyer, long points, String when) {
        assertThat(jdbc.update(
                        "UPDATE points_lot SET expires_at = UTC_TIMESTAMP(3) " + when
                                + " WHERE buyer_id = ? AND points = ?",
                        buyer,
                        points))
                .isEqualTo(1);
    }

    private void awaitBalance(String buyer, long balance) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> points(buyer).path("balance").asLong() == balance);
    }
}
