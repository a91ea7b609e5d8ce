package io.flashsale.inventory.gate;

import io.flashsale.inventory.config.InventoryProperties;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.JournalEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RStreamAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.PendingResult;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the journal streams as one consumer group. Items are asked in one pipeline, each by a command of its own. */
@Component
class RedisJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(RedisJournal.class);
    private static final String GROUP = "ledger";
    private static final int ENTRIES_PER_READ = 16;
    private static final StreamMessageId START = new StreamMessageId(0, 0);

    private final RedissonClient redis;
    private final LuaScript acknowledge = LuaScript.named("acknowledge");
    private final LuaScript takeOver = LuaScript.named("take_over");
    private final String consumer;
    private final Clock clock;
    private final Counter setAside;

    RedisJournal(RedissonClient redis, InventoryProperties properties, Clock clock, MeterRegistry meters) {
        this.redis = redis;
        this.clock = clock;
        this.setAside = Counter.builder("flashsale.journal.set.aside")
                .description("Journal entries that could not be applied and wait for an operator")
                .register(meters);
        this.consumer = properties.instance();
    }

    private interface Question {
        RFuture<Map<StreamMessageId, Map<String, String>>> ask(RStreamAsync<String, String> stream);
    }

    @Override
    public Map<ItemRef, List<JournalEntry>> readNew(Collection<ItemRef> items) {
        return ask(
                items,
                stream -> stream.readGroupAsync(
                        GROUP, consumer, StreamReadGroupArgs.neverDelivered().count(ENTRIES_PER_READ)));
    }

    @Override
    public Map<ItemRef, List<JournalEntry>> readUnfinished(Collection<ItemRef> items) {
        return ask(
                items,
                stream -> stream.readGroupAsync(
                        GROUP, consumer, StreamReadGroupArgs.greaterThan(START).count(ENTRIES_PER_READ)));
    }

    @Override
    public List<ItemRef> takeOver(Collection<ItemRef> items, Duration restedFor) {
        List<ItemRef> taken = new ArrayList<>();
        for (ItemRef item : items) {
            LuaScript.Reply reply = takeOver.run(
                    redis,
                    List.of(GateKeys.of(item).journal()),
                    consumer,
                    Long.toString(restedFor.toMillis()),
                    Integer.toString(ENTRIES_PER_READ));
            if (!reply.detail().equals("0")) taken.add(item);
        }
        return taken;
    }

    private Map<ItemRef, List<JournalEntry>> ask(Collection<ItemRef> items, Question question) {
        RBatch batch = redis.createBatch();
        Map<ItemRef, RFuture<Map<StreamMessageId, Map<String, String>>>> answers = new LinkedHashMap<>();
        for (ItemRef item : items) {
            answers.put(item, question.ask(batch.getStream(GateKeys.of(item).journal(), StringCodec.INSTANCE)));
        }
        RedisException failure = execute(batch);
        Map<ItemRef, List<JournalEntry>> result = new HashMap<>();
        answers.forEach((item, future) -> {
            Map<StreamMessageId, Map<String, String>> entries = answer(item, future, failure);
            if (entries != null) add(result, item, entries);
        });
        return result;
    }

    private static @Nullable RedisException execute(RBatch batch) {
        try {
            batch.execute();
            return null;
        } catch (RedisException e) {
            return e;
        }
    }

    /** The answer for one item of a pipeline; null when the item has no journal (the gate lost its data). */
    private static <T> @Nullable T answer(ItemRef item, RFuture<T> future, @Nullable RedisException failure) {
        CompletableFuture<T> answer = future.toCompletableFuture();
        if (answer.isDone() && !answer.isCompletedExceptionally()) return answer.join();
        Throwable cause = answer.isCompletedExceptionally() ? answer.exceptionNow() : failure;
        if (cause != null && String.valueOf(cause.getMessage()).startsWith("NOGROUP")) {
            LOG.debug("item {} has no journal", item.itemId());
            return null;
        }
        throw GateNotReady.unreachable(cause == null ? new RedisException("no answer") : cause);
    }

    private void add(
            Map<ItemRef, List<JournalEntry>> result,
            ItemRef item,
            @Nullable Map<StreamMessageId, Map<String, String>> messages) {
        if (messages == null || messages.isEmpty()) return;
        List<JournalEntry> entries = new ArrayList<>(messages.size());
        messages.forEach((id, fields) -> {
            try {
                entries.add(Wire.journalEntry(item, id.toString(), fields == null ? Map.of() : fields));
            } catch (IllegalArgumentException e) {
                Instant now = clock.instant();
                setAside(
                        item,
                        id.toString(),
                        fields == null ? Map.of() : fields,
                        new Failure(1, now, now, String.valueOf(e.getMessage())));
            }
        });
        if (!entries.isEmpty()) result.put(item, entries);
    }

    @Override
    public void setAside(JournalEntry entry, Failure failure) {
        StreamMessageId id = streamId(entry.entryId());
        Map<String, String> fields = answered(
                () -> redis.<String, String>getStream(GateKeys.of(entry.item()).journal(), StringCodec.INSTANCE)
                        .range(StreamRangeArgs.startId(id).endId(id))
                        .getOrDefault(id, Map.of()));
        setAside(entry.item(), entry.entryId(), fields, failure);
    }

    /** First kept, then acknowledged: a crash in between leaves a second copy, never none. */
    private void setAside(ItemRef item, String entryId, Map<String, String> fields, Failure failure) {
        LOG.error(
                "Journal entry {} of item {} cannot be applied and is set aside after {} attempts: {}",
                entryId,
                item.itemId(),
                failure.attempts(),
                failure.error());
        Map<String, String> dead = new LinkedHashMap<>(fields);
        dead.put("dead.entryId", entryId);
        dead.put("dead.error", failure.error());
        dead.put("dead.attempts", Integer.toString(failure.attempts()));
        dead.put("dead.firstFailedAt", failure.firstAt().toString());
        dead.put("dead.lastFailedAt", failure.lastAt().toString());
        dead.put("dead.consumer", consumer);
        answered(() -> redis.<String, String>getStream(GateKeys.of(item).journalDead(), StringCodec.INSTANCE)
                .add(StreamAddArgs.entries(dead)));
        acknowledge(item, List.of(entryId));
        setAside.increment();
    }

    @Override
    public Map<ItemRef, Lag> lag(Collection<ItemRef> items) {
        RBatch batch = redis.createBatch();
        Map<ItemRef, List<RFuture<?>>> answers = new LinkedHashMap<>();
        for (ItemRef item : items) {
            GateKeys keys = GateKeys.of(item);
            RStreamAsync<String, String> stream = batch.getStream(keys.journal(), StringCodec.INSTANCE);
            answers.put(
                    item,
                    List.of(
                            stream.sizeAsync(),
                            stream.getPendingInfoAsync(GROUP),
                            stream.rangeAsync(StreamRangeArgs.startId(StreamMessageId.MIN)
                                    .endId(StreamMessageId.MAX)
                                    .count(1)),
                            batch.getStream(keys.journalDead(), StringCodec.INSTANCE)
                                    .sizeAsync()));
        }
        RedisException failure = execute(batch);
        Map<ItemRef, Lag> lags = new HashMap<>();
        answers.forEach((item, futures) -> {
            PendingResult pending = (PendingResult) answer(item, futures.get(1), failure);
            Object size = answer(item, futures.get(0), failure);
            Object dead = answer(item, futures.get(3), failure);
            Map<?, ?> first = (Map<?, ?>) answer(item, futures.get(2), failure);
            if (size == null || pending == null || first == null || dead == null) return;
            lags.put(
                    item,
                    new Lag(
                            (Long) size,
                            pending.getTotal(),
                            first.keySet().stream()
                                    .findFirst()
                                    .map(id -> Instant.ofEpochMilli(((StreamMessageId) id).getId0()))
                                    .orElse(null),
                            (Long) dead));
        });
        return lags;
    }

    private static StreamMessageId streamId(String entryId) {
        int dash = entryId.indexOf('-');
        return new StreamMessageId(
                Long.parseLong(entryId.substring(0, dash)), Long.parseLong(entryId.substring(dash + 1)));
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
    }

    @Override
    public void acknowledge(ItemRef item, List<String> entryIds) {
        acknowledge.run(redis, List.of(GateKeys.of(item).journal()), entryIds.toArray());
    }
}
