package io.flashsale.gateway.risk;

import io.flashsale.gateway.limits.Limits.RiskRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up points by rules that can be read, each with its reason. */
final class RiskScore {

    private static final int MOST_TIMES = 5;
    private static final int FEWEST_CHARACTERS = 5;

    /** What tools call themselves that are not browsers, in lower case. */
    private static final List<String> TOOLS =
            List.of("curl", "wget", "python", "java", "go-http-client", "okhttp", "axios", "node", "postman", "scrapy");

    private final RiskRules rules;
    private final List<String> reasons = new ArrayList<>();
    private int points;

    RiskScore(RiskRules rules) {
        this.rules = rules;
    }

    RiskScore noted(Map<Signal, Integer> counts) {
        times(counts.get(Signal.EARLY_HIT), rules.earlyHit(), "came %d times before the sale began");
        times(counts.get(Signal.IMPOSSIBLY_FAST), rules.impossiblyFast(), "took %d steps faster than anybody can");
        times(counts.get(Signal.TOKEN_REUSE), rules.tokenReuse(), "used purchase tokens %d times too often");
        return this;
    }

    RiskScore buyers(long atDevice, long atAddress) {
        if (atDevice > rules.buyersPerDevice()) {
            add(rules.manyBuyers(), atDevice + " buyers use this device");
        }
        if (atAddress > rules.buyersPerAddress()) {
            add(rules.manyBuyers(), atAddress + " buyers come from this address");
        }
        return this;
    }

    RiskScore traits(@Nullable String userAgent, @Nullable String language, @Nullable String device) {
        if (userAgent == null || language == null || isTool(userAgent)) {
            add(rules.noBrowser(), "does not look like a browser");
        }
        if (device != null && device.chars().distinct().count() < FEWEST_CHARACTERS) {
            add(rules.weakDevice(), "has a device id that was not drawn at random");
        }
        return this;
    }

    private static boolean isTool(String userAgent) {
        String name = userAgent.toLowerCase(Locale.ROOT);
        return TOOLS.stream().anyMatch(name::startsWith);
    }

    private void times(@Nullable Integer count, int each, String reason) {
        if (count != null && count > 0) {
            add(Math.min(count, MOST_TIMES) * each, reason.formatted(count));
        }
    }

    private void add(int more, String reason) {
        points += more;
        reasons.add(reason + " (+" + more + ")");
    }

    int points() {
        return points;
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }

    Verdict.Consequence consequence() {
        if (points >= rules.denyFrom()) {
            return Verdict.Consequence.DENY;
        }
        if (points >= rules.slowFrom()) {
            return Verdict.Consequence.SLOW_LANE;
        }
        return points >= rules.harderFrom() ? Verdict.Consequence.HARDER_CHALLENGE : Verdict.Consequence.ALLOW;
    }
}
