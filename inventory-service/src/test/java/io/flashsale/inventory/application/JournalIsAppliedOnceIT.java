package io.flashsale.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.InventoryIT;
import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.gate.RedisStockGate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class JournalIsAppliedOnceIT extends InventoryIT {
    @Autowired
    private ApplyJournal applyJournal;

    @Autowired
    private JournalLag lag;

    @Autowired
    private RepairGates repairGates;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void anEntryDeliveredAgainAndConcurrentlyCountsOnce() throws Exception {
        Sale sale = openSale(10, 5);
        ItemRef item = new ItemRef(Long.parseLong(sale.id), sale.itemId);
        JournalEntry entry = new JournalEntry(
                "1-0",
                item,
                1,
                0,
                newId(),
                Instant.now(),
                new JournalEntry.Admission(List.of(
                        new Attempt(newId(), "ann", newId(), "hash", 2),
                        new Attempt(newId(), "bob", newId(), "hash", 1))));
        List<Callable<Object>> deliveries = new ArrayList<>();
        for (int i = 0; i < 6; i++) deliveries.add(Executors.callable(() -> applyJournal.apply(item, List.of(entry))));
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Object> delivery : threads.invokeAll(deliveries)) delivery.get();
        }
        assertThat(sale.ledger()).isEqualTo(new Ledger(10, 3, 0));
    }

    @Test
    void anOrderThatAppearsTwiceIsHeldOnce() {
        Sale sale = openSale(10, 5);
        ItemRef item = new ItemRef(Long.parseLong(sale.id), sale.itemId);
        Attempt twice = new Attempt(newId(), "ann", newId(), "hash", 2);
        Attempt other = new Attempt(newId(), "bob", newId(), "hash", 1);
        applyJournal.apply(item, List.of(entry("2-0", item, List.of(twice))));
        applyJournal.apply(item, List.of(entry("2-1", item, List.of(twice, other))));
        assertThat(sale.ledger()).isEqualTo(new Ledger(10, 3, 0));
    }

    @Test
    void entriesOfACrashedInstanceAreTakenOver() {
        Sale sale = openSale(10, 5);
        String order = newId();
        RStream<String, String> journal = redis.getStream("fs:inv:journal:" + sale.tag(), StringCodec.INSTANCE);
        // The instance that dies reads in the same moment as the entry appears, so nobody else can.
        await().atMost(SOON).until(() -> {
            var id = journal.add(admission(order));
            var mine = journal.readGroup("ledger", "dead", StreamReadGroupArgs.neverDelivered());
            return mine.containsKey(id);
        });
        awaitReservation(order, "HELD");
        sale.awaitLedger(1, 0);
        await().atMost(SOON).until(() -> journal.size() == 0);
    }

    @Test
    void anUnreadableEntryIsSetAsideAndTheNextOnesGoOn() {
        Sale sale = openSale(10, 5);
        RStream<String, String> journal = redis.getStream("fs:inv:journal:" + sale.tag(), StringCodec.INSTANCE);
        journal.add(StreamAddArgs.entry("nonsense", "x"));
        sale.bought("ann", 1);
        sale.awaitLedger(1, 0);
        assertThat(dead(sale)).hasSize(1);
        assertThat(dead(sale).getFirst()).containsEntry("nonsense", "x").containsEntry("dead.attempts", "1");
    }

    @Test
    void anEntryTheLedgerCannotTakeIsSetAsideWithItsStoryAndTheOthersGoOn() {
        Sale sale = openSale(10, 5);
        double before = meters.counter("flashsale.journal.set.aside").count();
        String tooLong = "x".repeat(65);
        var id = journal(sale).add(admission(tooLong));
        String order = newId();
        journal(sale).add(admission(order));

        awaitReservation(order, "HELD");
        await().atMost(SOON).until(() -> journal(sale).size() == 0);

        sale.awaitLedger(1, 0);
        assertThat(dead(sale)).hasSize(1);
        assertThat(dead(sale).getFirst())
                .containsEntry("attempts", tooLong + "\u001fann\u001fkey\u001fhash\u001f1")
                .containsEntry("dead.entryId", id.toString())
                .containsEntry("dead.attempts", "5")
                .containsKeys("dead.firstFailedAt", "dead.lastFailedAt", "dead.consumer");
        assertThat(dead(sale).getFirst().get("dead.error")).contains("order_id");
        assertThat(meters.counter("flashsale.journal.set.aside").count() - before)
                .isEqualTo(1);
    }

    @Test
    void anEntryLeavesTheJournalOnlyAfterTheLedgerHasIt() {
        Sale sale = openSale(10, 5);
        String order = newId();
        transaction.executeWithoutResult(status -> {
            // Whoever writes to the ledger waits for this row.
            sql.sql("SELECT id FROM campaign_item WHERE id = ? FOR UPDATE")
                    .param(sale.itemId)
                    .query(Long.class)
                    .single();
            sale.attempt(wish(order, "ann", newId(), 2));
            await().atMost(SOON)
                    .until(() -> journal(sale).getPendingInfo("ledger").getTotal() == 1);
            await().during(Duration.ofMillis(300)).until(() -> journal(sale).size() == 1);
            await().atMost(SOON).untilAsserted(() -> {
                lag.measure();
                assertThat(meters.get("flashsale.journal.entries").gauge().value())
                        .isPositive();
                assertThat(meters.get("flashsale.journal.lag").timeGauge().value(TimeUnit.MILLISECONDS))
                        .isGreaterThan(300);
            });
        });
        awaitReservation(order, "HELD");
        await().atMost(SOON).until(() -> journal(sale).size() == 0);
    }

    @Test
    void aSecondHistoryOfTheSameEpochIsNoticed() {
        Sale sale = openSale(10, 5);
        sale.bought("ann", 1);
        sale.stock().put("revision", "0");
        new RedisStockGate(redis)
                .decide(sale.ref(), 1, newId(), List.of(new Attempt(newId(), "bob", newId(), "hash", 1)));
        sale.awaitLedger(2, 0);
        await().atMost(SOON).untilAsserted(() -> {
            repairGates.repair();
            assertThat(sale.stock().get("epoch")).isEqualTo("2");
        });
        assertThat(sql.sql("SELECT reason FROM gate_rebuild WHERE item_id = ? AND epoch = 2")
                        .param(sale.itemId)
                        .query(String.class)
                        .single())
                .isIn("FORKED_HISTORY", "FORGOT_CHANGES");
        assertThat(sql.sql("SELECT COUNT(*) FROM journal_entry WHERE item_id = ? AND revision IS NULL")
                        .param(sale.itemId)
                        .query(Integer.class)
                        .single())
                .as("the entry that repeats a revision")
                .isEqualTo(1);
    }

    private RStream<String, String> journal(Sale sale) {
        return redis.getStream("fs:inv:journal:" + sale.tag(), StringCodec.INSTANCE);
    }

    private List<Map<String, String>> dead(Sale sale) {
        return List.copyOf(redis.<String, String>getStream("fs:inv:journal-dead:" + sale.tag(), StringCodec.INSTANCE)
                .range(StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX))
                .values());
    }

    private static StreamAddArgs<String, String> admission(String order) {
        return StreamAddArgs.entries(Map.of(
                "batch",
                newId(),
                "epoch",
                "1",
                "decidedAt",
                "1000",
                "attempts",
                order + "\u001fann\u001fkey\u001fhash\u001f1"));
    }

    private static JournalEntry entry(String id, ItemRef item, List<Attempt> attempts) {
        return new JournalEntry(id, item, 1, 0, newId(), Instant.now(), new JournalEntry.Admission(attempts));
    }
}
