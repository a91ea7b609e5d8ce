package io.flashsale.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.InventoryIT;
import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;

class JournalIsAppliedOnceIT extends InventoryIT {
    @Autowired
    private ApplyJournal applyJournal;

    @Test
    void anEntryDeliveredAgainAndConcurrentlyCountsOnce() throws Exception {
        Sale sale = openSale(10, 5);
        ItemRef item = new ItemRef(Long.parseLong(sale.id), sale.itemId);
        JournalEntry entry = new JournalEntry(
                "1-0",
                item,
                1,
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
            var id = journal.add(StreamAddArgs.entries(Map.of(
                    "batch",
                    newId(),
                    "epoch",
                    "1",
                    "decidedAt",
                    "1000",
                    "attempts",
                    order + "\u001fann\u001fkey\u001fhash\u001f1")));
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
        RStream<String, String> dead = redis.getStream("fs:inv:journal-dead:" + sale.tag(), StringCodec.INSTANCE);
        assertThat(dead.size()).isEqualTo(1);
    }

    private static JournalEntry entry(String id, ItemRef item, List<Attempt> attempts) {
        return new JournalEntry(id, item, 1, newId(), Instant.now(), new JournalEntry.Admission(attempts));
    }
}
