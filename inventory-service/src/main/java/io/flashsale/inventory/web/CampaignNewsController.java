package io.flashsale.inventory.web;

import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.application.TellGateways;
import io.flashsale.inventory.domain.Campaign;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** News of the public campaigns, for gateways that wait for them. */
@RestController
class CampaignNewsController {
    private final LiveCampaigns live;
    private final TellGateways gateways;

    CampaignNewsController(LiveCampaigns live, TellGateways gateways) {
        this.live = live;
        this.gateways = gateways;
    }

    /**
     * @param version changes with whatever is worth a message: statuses, sold-out items, campaigns; not with every unit
     * @param serverTime the sale's clock when this was written
     * @param asOf the sale's clock when the gates were looked at: older news never replace newer ones
     * @param heldMillis how long the question waited here, rounded down
     */
    record News(String version, Instant serverTime, Instant asOf, long heldMillis, List<Told> campaigns) {}

    /** @param version rises with every change of the campaign's status */
    record Told(long version, PublicCampaign campaign) {}

    /**
     * Answers as soon as the gateway's version is not the one known here, or when its patience is over.
     *
     * @param gateway a name no other running gateway has
     * @param version of the last news, empty before the first
     * @param heard the {@code asOf} of the last news, acknowledged by this
     */
    @GetMapping("/internal/campaigns/news")
    News news(
            @RequestParam String gateway,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "1970-01-01T00:00:00Z") String heard,
            @RequestParam(defaultValue = "0") long patienceMillis) {
        long began = System.nanoTime();
        Fields fields = new Fields();
        fields.id(gateway, 64, "gateway");
        Duration patience = Patience.of(patienceMillis, fields);
        Optional<Instant> acknowledged = time(heard);
        fields.check(acknowledged.isPresent(), "heard", "must be a time like 2026-11-11T12:00:00.123456Z");
        fields.refuseFaults();
        return gateways.tell(
                gateway,
                acknowledged.orElseThrow(),
                patience,
                asOf -> look(asOf, began),
                news -> news.version().equals(version));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private News look(Instant asOf, long began) {
        List<Told> told = live.all().stream()
                .filter(campaign -> live.shown(campaign).status().isPublic())
                .sorted(PublicCampaign.ORDER)
                .map(this::told)
                .toList();
        List<Object> worthAMessage = new ArrayList<>();
        for (Told one : told) {
            worthAMessage.add(one.campaign().id());
            worthAMessage.add(one.version());
            for (PublicCampaign.Item item : one.campaign().items()) worthAMessage.add(item.soldOut());
        }
        Instant serverTime = live.saleTime();
        long held = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return new News(Integer.toHexString(worthAMessage.hashCode()), serverTime, asOf, held, told);
    }

    private Told told(Campaign campaign) {
        return new Told(live.shown(campaign).version(), PublicCampaign.of(campaign, live));
    }
}
