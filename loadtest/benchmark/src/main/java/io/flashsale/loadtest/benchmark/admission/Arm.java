package io.flashsale.loadtest.benchmark.admission;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is compared: our layers, from the inside out, and the usual ways to do the same. */
enum Arm {
    L0(Kind.ENGINE, "one EVALSHA per purchase, AOF off"),
    L0_ALWAYS(Kind.ENGINE, "one EVALSHA per purchase, AOF always"),
    L1(Kind.ENGINE, "lanes in process, AOF always"),
    L2(Kind.PLATFORM, "order-service over HTTP"),
    L3(Kind.PLATFORM, "through the gateway"),
    B1(Kind.BASELINE, "Redisson lock, read, update, insert"),
    B2(Kind.BASELINE, "conditional UPDATE and INSERT per order"),
    B3(Kind.BASELINE, "one Lua call, one transactional message per order");

    /** Where an arm runs. */
    enum Kind {
        /** In the benchmark's process, against a Redis of its own. */
        ENGINE,
        /** In the platform, over HTTP. */
        PLATFORM,
        /** In the baseline server, behind a gateway as the platform is. */
        BASELINE
    }

    private final Kind kind;
    private final String description;

    Arm(Kind kind, String description) {
        this.kind = kind;
        this.description = description;
    }

    Kind kind() {
        return kind;
    }

    String description() {
        return description;
    }

    boolean isHttp() {
        return kind != Kind.ENGINE;
    }

    /** What this arm sells; the baseline server tells its ways apart by it. */
    String sku() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Arms by their names, separated by commas. */
    static List<Arm> parse(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .toList();
    }
}
