package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.ItemRef;

/**
 * Names of everything the gate keeps about one item. All share one hash tag, so a script may touch them together on a
 * cluster. All expire days after the end of the campaign, except {@link #journalDead()}, which waits for an operator.
 */
record GateKeys(String tag) {
    static GateKeys of(ItemRef item) {
        return new GateKeys("{c" + item.campaignId() + ".i" + item.itemId() + "}");
    }

    /** Keys no item has, to run a script against. */
    static GateKeys probe() {
        return new GateKeys("{probe}");
    }

    String stock() {
        return "fs:inv:stock:" + tag;
    }

    String buyers() {
        return "fs:inv:buyers:" + tag;
    }

    String answers() {
        return "fs:inv:answers:" + tag;
    }

    String batches() {
        return "fs:inv:batches:" + tag;
    }

    String nonces() {
        return "fs:inv:nonces:" + tag;
    }

    String released() {
        return "fs:inv:released:" + tag;
    }

    String journal() {
        return "fs:inv:journal:" + tag;
    }

    String journalDead() {
        return "fs:inv:journal-dead:" + tag;
    }

    String fillLock() {
        return "fs:inv:fill-lock:" + tag;
    }
}
