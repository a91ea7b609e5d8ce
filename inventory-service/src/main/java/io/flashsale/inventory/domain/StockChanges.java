package io.flashsale.inventory.domain;

import java.util.List;
import java.util.Optional;

/** All stock changes operators asked for; none is ever deleted. */
public interface StockChanges {
    Optional<StockChange> find(ItemRef item, String key);

    /** Keeps the wish; when there is a change under the same key already, that is what it answers. */
    StockChange request(StockChange.Wish wish);

    /** Holds the change against concurrent decisions until the transaction ends. */
    StockChange lock(long id);

    /** {@code REQUESTED} → {@code status}; false when it was decided before. */
    boolean decide(long id, StockChange.Status status);

    /** The changes of an item, newest first, at most {@code atMost}. */
    List<StockChange> of(ItemRef item, int atMost);
}
