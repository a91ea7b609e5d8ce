package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.StockGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** A dry run: everything that would keep a campaign from selling, found before anybody is waiting. Changes nothing. */
@Component
public class RehearseCampaign {
    private static final Duration TOLERATED_OFFSET = Duration.ofMillis(500);

    private final LiveCampaigns live;
    private final StockGate gate;
    private final Clock clock;

    RehearseCampaign(LiveCampaigns live, StockGate gate, Clock clock) {
        this.live = live;
        this.gate = gate;
        this.clock = clock;
    }

    /** One thing that was looked at. */
    public record Check(String name, boolean passed, String finding) {}

    public List<Check> rehearse(long id) {
        Campaign campaign = live.reload(id);
        Instant now = live.saleTime();
        List<Check> checks = new ArrayList<>();
        checks.add(window(campaign, now));
        for (CampaignItem item : campaign.items()) {
            checks.add(new Check(
                    "stock of " + item.sku(),
                    item.available() > 0,
                    item.available() + " of " + item.total() + " units are free"));
            checks.add(new Check(
                    "limit of " + item.sku(),
                    item.perBuyerLimit() <= item.total(),
                    "at most " + item.perBuyerLimit() + " per buyer"));
            boolean cheaper = item.salePrice().amount() < item.listPrice().amount();
            checks.add(new Check(
                    "price of " + item.sku(),
                    cheaper && item.salePrice().amount() > 0,
                    item.salePrice().amount() + " instead of "
                            + item.listPrice().amount() + " minor units"));
            checks.add(gateOf(campaign, item));
        }
        Duration offset = Duration.between(clock.instant(), now);
        checks.add(new Check(
                "clock",
                offset.abs().compareTo(TOLERATED_OFFSET) <= 0,
                "the clock of the gate is " + offset.abs().toMillis() + " ms "
                        + (offset.isNegative() ? "behind" : "ahead of") + " this service's"));
        return checks;
    }

    private static Check window(Campaign campaign, Instant now) {
        if (!campaign.endsAt().isAfter(now)) return new Check("window", false, "it is over");
        Duration toStart = Duration.between(now, campaign.startsAt());
        return new Check(
                "window", true, toStart.isNegative() ? "it has begun" : "it begins in " + toStart.toSeconds() + " s");
    }

    private Check gateOf(Campaign campaign, CampaignItem item) {
        String name = "gate of " + item.sku();
        if (item.epoch() == 0 || campaign.status() == CampaignStatus.SCHEDULED) {
            return new Check(name, false, "not warmed up yet");
        }
        try {
            return gate.rehearse(item.ref(), item.epoch())
                    ? new Check(name, true, "the decision script runs; epoch " + item.epoch())
                    : new Check(name, false, "it does not hold the epoch of the ledger; warm up again");
        } catch (GateNotReady e) {
            return new Check(name, false, String.valueOf(e.getMessage()));
        }
    }
}
