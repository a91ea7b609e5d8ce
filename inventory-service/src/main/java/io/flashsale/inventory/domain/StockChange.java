package io.flashsale.inventory.domain;

import java.time.Instant;

/**
 * An operator's wish to put more units of an item on sale, or to take some off.
 *
 * @param key tells a repetition of the wish from another one
 * @param units at least 1
 */
public record StockChange(
        long id,
        ItemRef item,
        String key,
        Kind kind,
        int units,
        String reason,
        String operator,
        Status status,
        Instant requestedAt) {

    public enum Kind {
        APPEND,
        WITHDRAW
    }

    public enum Status {
        /** Not decided yet, or decided by the gate and on its way to the ledger. */
        REQUESTED,
        DONE,
        /** So many units were not free any more. */
        REFUSED
    }

    /** How the ledger names the change where it names orders otherwise. */
    public String entryName() {
        return "stock-change-" + id;
    }

    /** The wish itself, before it is known to anybody. */
    public record Wish(ItemRef item, String key, Kind kind, int units, String reason, String operator) {
        public Wish {
            if (units < 1) throw new IllegalArgumentException("units below 1");
        }
    }
}
