package io.flashsale.inventory.domain;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps two instances from filling the same gate at once. A holder that lost the lock without noticing is stopped by the
 * ledger, which accepts only a token higher than any before.
 */
public interface FillLock {
    /**
     * Runs the work while holding the lock of the item; throws {@link GateNotReady} when it cannot be had in time.
     *
     * @param fence the highest token the ledger has accepted so far
     * @param work gets a token higher than that
     */
    void whileHeld(ItemRef item, LongSupplier fence, LongConsumer work);
}
