package io.flashsale.inventory.domain;

/** Keeps two instances from filling the same gate at once. Saves work only; correctness rests on the gate's token. */
public interface FillLock {
    /** Runs the work while holding the lock of the item; throws {@link GateNotReady} when it cannot be had in time. */
    void whileHeld(ItemRef item, Runnable work);
}
