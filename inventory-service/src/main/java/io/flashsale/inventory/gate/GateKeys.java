package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.ItemRef;

/**
 * Names of everything the gate keeps about one item. All share one hash tag, so a script may touch them together on a
 * cluster. All expire days after the end of the campaign, except {@link #journalDead()}, which waits for an operator.
 * Splitting one hot item into segments would make the segment the last part of the tag, {@code {c1.i2.s3}}.
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

    /** Of a job of the whole service; outside any item. */
    static String jobLock(String job) {
        return "fs:inv:job-lock:{" + job + "}";
    }

    /** Which gateways follow the campaigns; outside any item. */
    static String followers() {
        return "fs:inv:followers:{gateways}";
    }

    String fillLock() {
        return "fs:inv:fill-lock:" + tag;
    }
}
