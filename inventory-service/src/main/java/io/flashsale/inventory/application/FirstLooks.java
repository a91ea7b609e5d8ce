package io.flashsale.inventory.application;

import java.time.Duration;

/** Actions one operator asked for that wait for a second one to ask for the same. */
public interface FirstLooks {
    /** True, and nothing waits any more, when another operator asked for this no longer ago than that. */
    boolean takeOfOther(String action, String operator, Duration noLongerAgo);

    /** Remembers who asked; the latest counts. */
    void keep(String action, String operator);
}
