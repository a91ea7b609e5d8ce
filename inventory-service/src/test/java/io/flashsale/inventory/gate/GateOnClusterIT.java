package io.flashsale.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.inventory.config.InventoryProperties;
import io.flashsale.inventory.config.RedisClient;
import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateCondition;
import io.flashsale.inventory.domain.GateFilling;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.Money;
import io.flashsale.inventory.domain.Outcome;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockGate;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.RedisCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** The gate, its journal and its locks, unchanged, on three masters. */
@Tag("integration")
class GateOnClusterIT {
    private static final Money PRICE = new Money(990, "CNY");

    private static RedisCluster cluster;
    private static RedissonClient redis;
    private static RedisStockGate gate;
    private static RedisJournal journal;
    private static List<Campaign> campaigns;

    @BeforeAll
    static void startTheCluster() {
        cluster = Middleware.redisCluster();
        redis = RedisClient.connect(URI.create(cluster.url()), true);
        gate = new RedisStockGate(redis);
        journal = new RedisJournal(
                redis,
                new InventoryProperties("one", Duration.ofSeconds(1), 1_000_000, true),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        campaigns = new ArrayList<>();
        for (long item = 1; item <= 12; item++) campaigns.add(campaign(item));
    }

    @AfterAll
    static void stopTheCluster() {
        redis.shutdown();
        cluster.close();
    }

    @Test
    void itemsLieOnEveryMasterAndAreSoldTheSame() {
        Set<Integer> masters = new HashSet<>();
        for (Campaign campaign : campaigns) {
            CampaignItem item = campaign.items().getFirst();
            masters.add(redis.getKeys().getSlot(GateKeys.of(item.ref()).stock()) * 3 / 16384);
            sell(campaign, item);
        }
        assertThat(masters).hasSize(3);

        List<ItemRef> items =
                campaigns.stream().map(c -> c.items().getFirst().ref()).toList();
        StockGate.Reading reading = gate.read(items);
        assertThat(reading.states()).hasSize(12);
        assertThat(reading.states().values()).allMatch(state -> state.available() == 5);

        Map<ItemRef, Journal.Lag> lags = journal.lag(items);
        assertThat(lags.values()).allMatch(lag -> lag.entries() == 2 && lag.dead() == 0);
        Map<ItemRef, List<JournalEntry>> entries = journal.readNew(items);
        assertThat(entries).hasSize(12);
        assertThat(journal.readUnfinished(items)).isEqualTo(entries);
        assertThat(journal.takeOver(items, Duration.ofMillis(1))).hasSize(12);
        entries.forEach((item, ofItem) -> journal.acknowledge(
                item, ofItem.stream().map(JournalEntry::entryId).toList()));
        assertThat(items).allMatch(item -> gate.undrained(item) == 0);
    }

    private void sell(Campaign campaign, CampaignItem item) {
        ItemRef ref = item.ref();
        assertThat(gate.condition(ref, 1)).isEqualTo(GateCondition.NOT_FILLED);
        gate.close(campaign, ref, "token");
        assertThat(gate.condition(ref, 1)).isEqualTo(GateCondition.FILLING);
        gate.open(
                campaign,
                item,
                CampaignStatus.OPEN,
                1,
                "token",
                new GateFilling(1, 10, Map.of("zoe", 1), List.of(attempt("zoe"))));
        String batch = UUID.randomUUID().toString();
        Attempt ann = attempt("ann");
        BatchState decided = gate.decide(ref, 1, batch, List.of(ann, attempt("ann"), attempt("bob"), attempt("cid")));
        assertThat(((BatchState.Decided) decided).verdict().verdicts())
                .extracting(verdict -> verdict.outcome())
                .containsExactly(Outcome.ADMITTED, Outcome.LIMIT_REACHED, Outcome.ADMITTED, Outcome.ADMITTED);
        assertThat(gate.find(ref, 1, batch)).contains(decided);
        assertThat(gate.seal(campaign, item, batch)).isEqualTo(decided);
        assertThat(gate.seal(campaign, item, "lost")).isEqualTo(new BatchState.Sealed());
        assertThat(gate.decide(ref, 1, "lost", List.of(attempt("dan")))).isEqualTo(new BatchState.Sealed());
        assertThat(gate.answers(ref, 1, List.of(new StockGate.AnswerQuery("ann", ann.idempotencyKey(), ann.bodyHash())))
                        .getFirst())
                .isPresent();
        gate.giveBack(ref, 1, List.of(new StockGate.Return(ann.orderId(), "ann", 1, 1)));
        StockChange change = new StockChange(
                1, ref, "key", StockChange.Kind.WITHDRAW, 3, "", "", StockChange.Status.REQUESTED, Instant.now());
        assertThat(gate.withdraw(ref, 1, change)).isTrue();
        gate.setStatus(ref, CampaignStatus.PAUSED, 2);
        assertThat(gate.rehearse(ref, 1)).isTrue();
        assertThatThrownBy(() -> gate.decide(ref, 2, "other epoch", List.of(attempt("eve"))))
                .isInstanceOf(GateNotReady.class);
    }

    @Test
    void locksCountTheirTokensUpAlthoughRedisForgets() {
        RedissonLocks locks = new RedissonLocks(redis);
        AtomicLong token = new AtomicLong();
        locks.whileHeld(new ItemRef(77, 77), () -> 41, token::set);
        assertThat(token.get()).isEqualTo(42);
        locks.whileHeld(new ItemRef(77, 77), () -> 42, token::set);
        assertThat(token.get()).isEqualTo(43);
        assertThat(locks.tryAlone("job", () -> 0, token::set)).isTrue();
        assertThat(token.get()).isEqualTo(1);
    }

    @Test
    void aScriptThatOneMasterForgotIsSentAgain() {
        Campaign campaign = campaign(99);
        ItemRef ref = campaign.items().getFirst().ref();
        gate.close(campaign, ref, "token");
        redis.getScript(StringCodec.INSTANCE).scriptFlush();
        gate.close(campaign, ref, "token");
        assertThat(gate.undrained(ref)).isZero();
    }

    private static Attempt attempt(String buyer) {
        return new Attempt(
                UUID.randomUUID().toString(), buyer, UUID.randomUUID().toString(), "hash", 1);
    }

    private static Campaign campaign(long id) {
        Instant now = Instant.now();
        return new Campaign(
                id,
                "Sale",
                CampaignStatus.OPEN,
                1,
                now.minusSeconds(60),
                now.plusSeconds(600),
                Duration.ofMinutes(1),
                List.of(new CampaignItem(new ItemRef(id, id), "phone", "Phone", PRICE, PRICE, 10, 0, 0, 1, 1)));
    }
}
