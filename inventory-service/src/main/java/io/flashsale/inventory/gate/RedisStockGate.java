package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateCondition;
import io.flashsale.inventory.domain.GateFilling;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.GateState;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.inventory.domain.StockGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RMap;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.springframework.stereotype.Component;

/** The gate in Redis, one Lua script per decision. Public for the benchmark, which runs it without the service. */
@Component
public class RedisStockGate implements StockGate {
    private static final Set<String> STATE_FIELDS = Set.of("epoch", "revision", "available", "status", "statusVersion");
    private static final Set<String> GENERATION_FIELDS = Set.of("epoch", "revision");
    private static final int FIELDS_PER_WRITE = 1000;

    private final RedissonClient redis;
    private final GateRevisions revisions = new GateRevisions();
    private final LuaScript reserve = LuaScript.named("reserve");
    private final LuaScript seal = LuaScript.named("seal");
    private final LuaScript release = LuaScript.named("release");
    private final LuaScript withdraw = LuaScript.named("withdraw");
    private final LuaScript closeGate = LuaScript.named("close_gate");
    private final LuaScript warmUp = LuaScript.named("warm_up");
    private final LuaScript setStatus = LuaScript.named("set_status");

    public RedisStockGate(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public BatchState decide(ItemRef item, long epoch, String batchId, List<Attempt> attempts) {
        Object[] arguments = new Object[4 + 7 * attempts.size()];
        arguments[0] = Long.toString(epoch);
        arguments[1] = batchId;
        arguments[2] = "commit";
        arguments[3] = least(item, epoch);
        int next = 4;
        for (Attempt attempt : attempts) {
            arguments[next++] = attempt.orderId();
            arguments[next++] = attempt.buyerId();
            arguments[next++] = attempt.idempotencyKey();
            arguments[next++] = attempt.bodyHash();
            arguments[next++] = Integer.toString(attempt.quantity());
            Attempt.Nonce nonce = attempt.nonce();
            arguments[next++] = nonce == null ? "" : nonce.value();
            arguments[next++] =
                    nonce == null ? "" : Long.toString(nonce.validUntil().toEpochMilli());
        }
        return state(item, epoch, batchId, reserve, reserve.run(redis, reserveKeys(GateKeys.of(item)), arguments));
    }

    @Override
    public GateCondition condition(ItemRef item, long epoch) {
        return rehearse(GateKeys.of(item), epoch, least(item, epoch));
    }

    /** Runs the real script against no gate at all. */
    void rehearseWithoutGate() {
        rehearse(GateKeys.probe(), 0, "0");
    }

    private GateCondition rehearse(GateKeys keys, long epoch, String least) {
        LuaScript.Reply reply =
                reserve.run(redis, reserveKeys(keys), Long.toString(epoch), "rehearsal", "dry-run", least);
        return switch (reply.word()) {
            case "DRY_RUN" -> GateCondition.READY;
            case "BEHIND" -> GateCondition.BEHIND;
            case "NOT_READY" -> GateCondition.valueOf(reply.detail());
            default -> GateCondition.NOT_FILLED;
        };
    }

    @Override
    public void expectAtLeast(ItemRef item, long epoch, long revision) {
        revisions.seen(item, epoch, revision);
    }

    private String least(ItemRef item, long epoch) {
        return Long.toString(revisions.mark(item).least(epoch));
    }

    /** Notes the revision a script answered, if it did. */
    private void note(ItemRef item, long epoch, LuaScript.Reply reply, int detail) {
        if (reply.details().size() > detail) {
            revisions.seen(
                    item, epoch, Long.parseLong(reply.details().get(detail).toString()));
        }
    }

    private static List<String> reserveKeys(GateKeys keys) {
        return List.of(keys.stock(), keys.buyers(), keys.answers(), keys.batches(), keys.journal(), keys.nonces());
    }

    @Override
    public BatchState seal(Campaign campaign, CampaignItem item, String batchId) {
        GateKeys keys = GateKeys.of(item.ref());
        LuaScript.Reply reply = seal.run(
                redis,
                List.of(keys.stock(), keys.batches()),
                Long.toString(item.epoch()),
                batchId,
                Long.toString(campaign.gateExpiresAt().toEpochMilli()),
                least(item.ref(), item.epoch()));
        return state(item.ref(), item.epoch(), batchId, seal, reply);
    }

    private BatchState state(ItemRef item, long epoch, String batchId, LuaScript script, LuaScript.Reply reply) {
        return switch (reply.word()) {
            case "VERDICT" -> {
                note(item, epoch, reply, 1);
                yield new BatchState.Decided(Wire.verdict(batchId, reply.detail()));
            }
            case "SEALED" -> {
                note(item, epoch, reply, 0);
                yield new BatchState.Sealed();
            }
            case "NOT_READY" -> throw GateNotReady.notFilled(item);
            case "BEHIND" -> throw GateNotReady.behind(item);
            default -> throw script.unexpected(reply);
        };
    }

    @Override
    public Optional<BatchState> find(ItemRef item, long epoch, String batchId) {
        GateKeys keys = GateKeys.of(item);
        GateRevisions.Mark mark = revisions.mark(item);
        RBatch batch = redis.createBatch();
        RFuture<Map<String, String>> current =
                batch.<String, String>getMap(keys.stock(), StringCodec.INSTANCE).getAllAsync(GENERATION_FIELDS);
        RFuture<String> stored = batch.<String, String>getMap(keys.batches(), StringCodec.INSTANCE)
                .getAsync(batchId);
        answered(batch::execute);
        String verdict = stored.toCompletableFuture().join();
        if (verdict == null) {
            check(item, epoch, mark, current.toCompletableFuture().join());
            return Optional.empty();
        }
        return Optional.of(
                verdict.equals("SEALED")
                        ? new BatchState.Sealed()
                        : new BatchState.Decided(Wire.verdict(batchId, verdict)));
    }

    @Override
    public List<Optional<AttemptVerdict>> answers(ItemRef item, long epoch, List<AnswerQuery> queries) {
        GateKeys keys = GateKeys.of(item);
        GateRevisions.Mark mark = revisions.mark(item);
        RBatch batch = redis.createBatch();
        RFuture<Map<String, String>> current =
                batch.<String, String>getMap(keys.stock(), StringCodec.INSTANCE).getAllAsync(GENERATION_FIELDS);
        RFuture<Map<String, String>> known = batch.<String, String>getMap(keys.answers(), StringCodec.INSTANCE)
                .getAllAsync(queries.stream()
                        .map(query -> Wire.answerField(query.buyerId(), query.idempotencyKey()))
                        .collect(Collectors.toSet()));
        answered(batch::execute);
        check(item, epoch, mark, current.toCompletableFuture().join());
        Map<String, String> answers = known.toCompletableFuture().join();
        return queries.stream()
                .map(query -> Optional.ofNullable(
                                answers.get(Wire.answerField(query.buyerId(), query.idempotencyKey())))
                        .map(stored -> Wire.answered(stored, query.bodyHash())))
                .toList();
    }

    /** The gate holds what it should, or nothing when it was never filled. */
    private static void check(ItemRef item, long epoch, GateRevisions.Mark mark, Map<String, String> generation) {
        if (!Objects.equals(generation.get("epoch"), epoch == 0 ? null : Long.toString(epoch))) {
            throw GateNotReady.notFilled(item);
        }
        if (revision(generation) < mark.least(epoch)) throw GateNotReady.behind(item);
    }

    private static long revision(Map<String, String> stock) {
        return Long.parseLong(stock.getOrDefault("revision", "0"));
    }

    @Override
    public void giveBack(ItemRef item, long epoch, List<Return> returns) {
        GateKeys keys = GateKeys.of(item);
        List<Object> arguments = new ArrayList<>(2 + 4 * returns.size());
        arguments.add(Long.toString(epoch));
        arguments.add(least(item, epoch));
        for (Return back : returns) {
            arguments.add(back.name());
            arguments.add(back.buyerId());
            arguments.add(Integer.toString(back.limitBack()));
            arguments.add(Integer.toString(back.units()));
        }
        LuaScript.Reply reply =
                release.run(redis, List.of(keys.stock(), keys.buyers(), keys.released()), arguments.toArray());
        switch (reply.word()) {
            case "DONE" -> note(item, epoch, reply, 0);
            case "INCLUDED" -> {}
            case "NOT_READY" -> throw GateNotReady.notFilled(item);
            case "BEHIND" -> throw GateNotReady.behind(item);
            default -> throw release.unexpected(reply);
        }
    }

    @Override
    public boolean withdraw(ItemRef item, long epoch, StockChange change) {
        GateKeys keys = GateKeys.of(item);
        LuaScript.Reply reply = withdraw.run(
                redis,
                List.of(keys.stock(), keys.batches(), keys.journal()),
                Long.toString(epoch),
                Long.toString(change.id()),
                Integer.toString(change.units()),
                least(item, epoch));
        return switch (reply.word()) {
            case "WITHDRAWN" -> {
                note(item, epoch, reply, 0);
                yield true;
            }
            case "PROMISED" -> false;
            case "NOT_READY" -> throw GateNotReady.notFilled(item);
            case "BEHIND" -> throw GateNotReady.behind(item);
            default -> throw withdraw.unexpected(reply);
        };
    }

    @Override
    public void close(Campaign campaign, ItemRef item, String token) {
        GateKeys keys = GateKeys.of(item);
        LuaScript.Reply reply = closeGate.run(
                redis,
                List.of(keys.stock(), keys.buyers(), keys.journal()),
                token,
                Long.toString(campaign.gateExpiresAt().toEpochMilli()));
        if (!reply.word().equals("CLOSED")) throw closeGate.unexpected(reply);
    }

    @Override
    public long undrained(ItemRef item) {
        return answered(() -> redis.getStream(GateKeys.of(item).journal(), StringCodec.INSTANCE)
                .size());
    }

    @Override
    public void open(
            Campaign campaign,
            CampaignItem item,
            CampaignStatus status,
            long version,
            String token,
            GateFilling filling) {
        GateKeys keys = GateKeys.of(item.ref());
        Instant expiry = campaign.gateExpiresAt();
        Map<String, String> buyers = new LinkedHashMap<>();
        filling.unitsByBuyer().forEach((buyer, units) -> buyers.put(buyer, Integer.toString(units)));
        write(keys.buyers(), buyers, expiry);
        Map<String, String> answers = new LinkedHashMap<>();
        for (Attempt attempt : filling.admitted()) {
            answers.put(Wire.answerField(attempt.buyerId(), attempt.idempotencyKey()), Wire.answer(attempt));
        }
        write(keys.answers(), answers, expiry);
        LuaScript.Reply reply = warmUp.run(
                redis,
                List.of(keys.stock(), keys.journal()),
                token,
                Long.toString(filling.epoch()),
                Integer.toString(filling.available()),
                status.name(),
                Long.toString(version),
                Long.toString(campaign.startsAt().toEpochMilli()),
                Long.toString(campaign.endsAt().toEpochMilli()),
                Integer.toString(item.perBuyerLimit()),
                Long.toString(expiry.toEpochMilli()));
        switch (reply.word()) {
            case "WARMED" -> {}
            case "SUPERSEDED", "NOT_DRAINED" -> throw GateNotReady.filling(item.ref());
            default -> throw warmUp.unexpected(reply);
        }
    }

    private void write(String key, Map<String, String> fields, Instant expiry) {
        if (fields.isEmpty()) return;
        RMap<String, String> map = redis.getMap(key, StringCodec.INSTANCE);
        answered(() -> {
            map.putAll(fields, FIELDS_PER_WRITE);
            return map.expire(expiry);
        });
    }

    @Override
    public void setStatus(ItemRef item, CampaignStatus status, long version) {
        LuaScript.Reply reply =
                setStatus.run(redis, List.of(GateKeys.of(item).stock()), status.name(), Long.toString(version));
        switch (reply.word()) {
            case "SET", "NEWER" -> {}
            case "NOT_READY" -> throw GateNotReady.notFilled(item);
            default -> throw setStatus.unexpected(reply);
        }
    }

    @Override
    public Reading read(Collection<ItemRef> items) {
        RBatch batch = redis.createBatch();
        RFuture<List<Object>> time = batch.getScript(StringCodec.INSTANCE)
                .evalAsync(RScript.Mode.READ_ONLY, "return redis.call('TIME')", RScript.ReturnType.LIST, List.of());
        Map<ItemRef, RFuture<Map<String, String>>> stocks = new HashMap<>();
        Map<ItemRef, GateRevisions.Mark> marks = new HashMap<>();
        for (ItemRef item : items) {
            marks.put(item, revisions.mark(item));
            stocks.put(
                    item,
                    batch.<String, String>getMap(GateKeys.of(item).stock(), StringCodec.INSTANCE)
                            .getAllAsync(STATE_FIELDS));
        }
        answered(batch::execute);
        Map<ItemRef, GateState> states = new HashMap<>();
        stocks.forEach((item, stock) -> {
            GateState state = state(stock.toCompletableFuture().join());
            if (state != null
                    && state.revision()
                            >= marks.getOrDefault(item, GateRevisions.NONE).least(state.epoch())) {
                states.put(item, state);
            }
        });
        List<Object> now = time.toCompletableFuture().join();
        return new Reading(
                Instant.ofEpochSecond(
                        Long.parseLong(now.get(0).toString()),
                        Long.parseLong(now.get(1).toString()) * 1000),
                states);
    }

    private static @Nullable GateState state(Map<String, String> stock) {
        String epoch = stock.get("epoch");
        String available = stock.get("available");
        String status = stock.get("status");
        String version = stock.get("statusVersion");
        if (epoch == null || available == null || status == null || version == null) return null;
        return new GateState(
                Long.parseLong(epoch),
                revision(stock),
                Integer.parseInt(available),
                CampaignStatus.valueOf(status),
                Long.parseLong(version));
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
    }
}
