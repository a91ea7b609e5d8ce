package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.Order;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A goodwill grant is a note here and points at the real reward-service: both, or what was written first is undone. */
class GoodwillIsAllOrNothingIT extends RealRewardService {

    private static final Caller OPERATOR = new Caller("operator-1", Role.OPERATOR);

    @Test
    void aGiftIsNotedAndBookedOnce() {
        Order order = storedOrder(Duration.ofHours(1));
        String key = uniqueName("k");

        assertThat(give(order, key, 40).status()).isEqualTo(201);
        assertThat(give(order, key, 40).status()).isEqualTo(201);
        assertThat(give(order, key, 41).code()).isEqualTo("idempotency-key-reused");

        await().atMost(PATIENCE).until(() -> balance(order) == 40);
        assertThat(notes(order)).isEqualTo(1);
        assertThat(number("SELECT SUM(points) FROM points_entry WHERE buyer_id = ?", order.buyerId()))
                .isZero();
        nothingToUndoIsLeft();
    }

    @Test
    void whenTheSecondBranchFailsAfterItsWorkBothAreUndone() {
        Order order = storedOrder(Duration.ofHours(1));
        String key = uniqueName("k");
        String path = "/internal/points/goodwill/" + noteId(order, key);
        REWARD.hold(path);
        REWARD.loseAnswer(path, 10);

        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> give(order, key, 40));
        await().atMost(PATIENCE).until(() -> REWARD.arrivedAt(path) > 0);
        assertThat(notes(order)).as("committed by the first branch").isEqualTo(1);
        assertThat(undoLogs()).isEqualTo(1);
        REWARD.release(path);

        assertThat(answer.join().status()).isEqualTo(503);
        assertThat(REWARD.callsTo(path)).isNotEmpty();
        await().atMost(PATIENCE).until(() -> notes(order) == 0);
        await().atMost(PATIENCE)
                .until(() -> number(
                                "SELECT COUNT(*) FROM goodwill WHERE order_id = ?",
                                order.id().toString())
                        == 0);
        nothingToUndoIsLeft();
        assertThat(balance(order)).isZero();

        REWARD.loseAnswer(path, 0);
        assertThat(give(order, key, 40).status()).isEqualTo(201);
        await().atMost(PATIENCE).until(() -> balance(order) == 40);
    }

    @Test
    void whenTheSecondBranchRefusesTheNoteIsUndone() {
        Order order = storedOrder(Duration.ofHours(1));
        String key = uniqueName("k");
        REWARD.refuse("/internal/points/goodwill/" + noteId(order, key), "granted-otherwise");

        assertThat(give(order, key, 40).status()).isEqualTo(422);

        await().atMost(PATIENCE).until(() -> notes(order) == 0);
        nothingToUndoIsLeft();
    }

    @Test
    void onlyAnOperatorGivesAndNotTooMuch() {
        Order order = storedOrder(Duration.ofHours(1));
        assertThat(asShopper(order.buyerId(), "POST", "/api/admin/orders/" + order.id() + "/goodwill")
                        .status())
                .isEqualTo(403);
        assertThat(give(order, uniqueName("k"), 10_001).status()).isEqualTo(422);
        assertThat(give(order, "no key", 1).status()).isEqualTo(422);
    }

    private void nothingToUndoIsLeft() {
        await().atMost(PATIENCE).until(() -> undoLogs() == 0 && number("SELECT COUNT(*) FROM undo_log") == 0);
    }

    private Answer give(Order order, String key, long points) {
        return send(
                "http://127.0.0.1:" + port,
                "POST",
                "/api/admin/orders/" + order.id() + "/goodwill",
                OPERATOR,
                "{\"note\":\"The parcel came late.\",\"points\":" + points + "}",
                request -> request.header("Idempotency-Key", key));
    }

    private static String noteId(Order order, String key) {
        return UUID.nameUUIDFromBytes((order.id() + "/" + key).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private long notes(Order order) {
        Long notes = jdbc.queryForObject(
                "SELECT COUNT(*) FROM order_note WHERE order_id = ?",
                Long.class,
                order.id().value());
        return notes == null ? -1 : notes;
    }

    private long undoLogs() {
        Long logs = jdbc.queryForObject("SELECT COUNT(*) FROM undo_log", Long.class);
        return logs == null ? -1 : logs;
    }

    private long balance(Order order) {
        return number("SELECT COALESCE(SUM(balance), 0) FROM points_account WHERE buyer_id = ?", order.buyerId());
    }
}
