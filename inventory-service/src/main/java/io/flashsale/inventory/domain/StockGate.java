package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The admission filter in front of the ledger: fast, atomic per item, and never the truth. Every method throws
 * {@link GateNotReady} when the gate cannot be reached, does not hold the expected epoch, or has forgotten changes that
 * are known to have happened in that epoch.
 */
public interface StockGate {
    /** Decides all attempts in their order, or answers what was decided before under this batch id. */
    BatchState decide(ItemRef item, long epoch, String batchId, List<Attempt> attempts);

    /** The verdict of the batch if there is one; otherwise none will ever be given under this id. */
    BatchState seal(Campaign campaign, CampaignItem item, String batchId);

    /** What is known about a batch, without changing it. */
    Optional<BatchState> find(ItemRef item, long epoch, String batchId);

    /** Earlier answers to the same wishes, in order; empty where there is none. Changes nothing. */
    List<Optional<AttemptVerdict>> answers(ItemRef item, long epoch, List<AnswerQuery> queries);

    /** Gives units to the gate that the ledger counted during {@code epoch}; each order or stock change once. */
    void giveBack(ItemRef item, long epoch, List<Return> returns);

    /** Takes units off sale and journals it, once per change; false when they are promised already. */
    boolean withdraw(ItemRef item, long epoch, StockChange change);

    /** Closes the gate of an item for the holder of {@code token}; nothing is admitted until it is opened again. */
    void close(Campaign campaign, ItemRef item, String token);

    /** Journal entries that have not reached the ledger yet. */
    long undrained(ItemRef item);

    /** Fills and opens a gate that was closed with {@code token} and is drained. */
    void open(
            Campaign campaign,
            CampaignItem item,
            CampaignStatus status,
            long version,
            String token,
            GateFilling filling);

    /** From now on a gate that shows fewer changes in this epoch has lost data and is not ready. */
    void expectAtLeast(ItemRef item, long epoch, long revision);

    /** Tells the gate a status; an older one than it knows is ignored. */
    void setStatus(ItemRef item, CampaignStatus status, long version);

    /** The clock of the gate and the state of every item that is ready; others are absent. One round trip. */
    Reading read(Collection<ItemRef> items);

    /** Runs the decision for no attempt at all, writing nothing. */
    GateCondition condition(ItemRef item, long epoch);

    /** Whether the item would be decided. */
    default boolean rehearse(ItemRef item, long epoch) {
        return condition(item, epoch) == GateCondition.READY;
    }

    /** What the gate shows at one moment of its own clock. */
    record Reading(Instant now, Map<ItemRef, GateState> states) {
        public Reading {
            states = Map.copyOf(states);
        }
    }

    /** An attempt to look up. */
    record AnswerQuery(String buyerId, String idempotencyKey, String bodyHash) {}

    /**
     * Units of one order, or of one stock change.
     *
     * @param limitBack units by which the buyer's limit is restored
     * @param units units that go on sale; 0 when the ledger never had them
     */
    record Return(String name, String buyerId, int limitBack, int units) {}
}
