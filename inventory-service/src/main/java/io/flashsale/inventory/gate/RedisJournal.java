package io.flashsale.inventory.gate;

import io.flashsale.inventory.config.InventoryProperties;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.JournalEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RStreamAsync;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
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
    private final long takeOverAfterMillis;

    RedisJournal(RedissonClient redis, InventoryProperties properties) {
        this.redis = redis;
        this.consumer = properties.instance();
        this.takeOverAfterMillis = properties.journalTakeOverAfter().toMillis();
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
    public List<ItemRef> takeOver(Collection<ItemRef> items) {
        List<ItemRef> taken = new ArrayList<>();
        for (ItemRef item : items) {
            LuaScript.Reply reply = takeOver.run(
                    redis,
                    List.of(GateKeys.of(item).journal()),
                    consumer,
                    Long.toString(takeOverAfterMillis),
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
                setAside(item, id, fields == null ? Map.of() : fields, e);
            }
        });
        if (!entries.isEmpty()) result.put(item, entries);
    }

    /** An entry nobody can read must not stop the ones behind it. */
    private void setAside(ItemRef item, StreamMessageId id, Map<String, String> fields, RuntimeException reason) {
        LOG.error(
                "Journal entry {} of item {} is unreadable and set aside: {}", id, item.itemId(), reason.getMessage());
        Map<String, String> dead = new LinkedHashMap<>(fields);
        dead.put("entryId", id.toString());
        dead.put("reason", String.valueOf(reason.getMessage()));
        dead.put("consumer", consumer);
        redis.<String, String>getStream(GateKeys.of(item).journalDead(), StringCodec.INSTANCE)
                .add(StreamAddArgs.entries(dead));
        acknowledge(item, List.of(id.toString()));
    }

    @Override
    public void acknowledge(ItemRef item, List<String> entryIds) {
        acknowledge.run(redis, List.of(GateKeys.of(item).journal()), entryIds.toArray());
    }
}
