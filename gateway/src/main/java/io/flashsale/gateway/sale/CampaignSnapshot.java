package io.flashsale.gateway.sale;

import io.flashsale.gateway.sale.LiveCampaigns.Campaign;
import io.flashsale.gateway.sale.LiveCampaigns.Item;
import io.flashsale.gateway.sale.SaleVerdict.Forward;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the gateway knows about the live campaigns, and how far that knowledge reaches. It refuses only what the stock
 * gate would refuse for certain, for one reason; everything else goes on, and the gate decides.
 *
 * <p>The sale's clock is known within bounds: inventory-service read it after the request left and before the answer
 * came. Near startsAt and endsAt, purchases are forwarded.
 */
final class CampaignSnapshot {

    /** Beyond this age the snapshot says nothing. */
    static final Duration USEFUL_FOR = Duration.ofSeconds(2);

    /** How near to startsAt or endsAt the gateway leaves the decision to the stock gate. */
    static final Duration BOUNDARY = Duration.ofMillis(300);

    private final long version;
    private final Instant serverTime;
    private final long askedAtNanos;
    private final long answeredAtNanos;
    private final Map<String, Listing> campaigns = new HashMap<>();

    private record Listing(Campaign campaign, Map<String, Item> items) {}

    /**
     * @param version counts up with every snapshot of this process
     * @param askedAtNanos monotonic time before the request was sent
     * @param answeredAtNanos monotonic time after the answer came
     */
    CampaignSnapshot(long version, LiveCampaigns live, long askedAtNanos, long answeredAtNanos) {
        this.version = version;
        this.serverTime = live.serverTime();
        this.askedAtNanos = askedAtNanos;
        this.answeredAtNanos = answeredAtNanos;
        for (Campaign campaign : live.campaigns()) {
            Map<String, Item> items = new HashMap<>();
            campaign.items().forEach(item -> items.put(item.sku(), item));
            campaigns.put(campaign.id(), new Listing(campaign, items));
        }
    }

    long version() {
        return version;
    }

    boolean isStale(long nowNanos) {
        return nowNanos - askedAtNanos > USEFUL_FOR.toNanos();
    }

    /**
     * Whether permission to buy may be given, at the given monotonic time. Unlike {@link #judge} this is strict: it is
     * given only when the sale has certainly begun.
     */
    SaleVerdict judgePermission(String campaignId, String sku, long nowNanos) {
        if (isStale(nowNanos)) {
            return Refuse.blind();
        }
        Listing listing = campaigns.get(campaignId);
        Item item = listing == null ? null : listing.items().get(sku);
        if (listing == null || item == null) {
            return Refuse.unknownItem();
        }
        Campaign campaign = listing.campaign();
        Instant latest = serverTime.plusNanos(nowNanos - askedAtNanos);
        Instant earliest = serverTime.plusNanos(nowNanos - answeredAtNanos);
        if (earliest.isBefore(campaign.startsAt())) {
            return Refuse.notOpenYet(Duration.between(earliest, campaign.startsAt()));
        }
        if (!latest.isBefore(campaign.endsAt())) {
            return Refuse.closed();
        }
        return switch (campaign.status()) {
            case "WARMED" -> Refuse.notOpenYet(Duration.ofSeconds(1));
            case "PAUSED" -> Refuse.paused();
            case "OPEN" -> item.soldOut() ? Refuse.soldOut() : Forward.INSTANCE;
            default -> Refuse.closed();
        };
    }

    /** The sale's clock, not later than it really is, at the given monotonic time. */
    Instant clock(long nowNanos) {
        return serverTime.plusNanos(nowNanos - answeredAtNanos);
    }

    /** What to do with an attempt to buy, at the given monotonic time. */
    SaleVerdict judge(String campaignId, String sku, long nowNanos) {
        Listing listing = campaigns.get(campaignId);
        if (listing == null || isStale(nowNanos)) {
            return Forward.INSTANCE;
        }
        Item item = listing.items().get(sku);
        if (item == null) {
            return Forward.INSTANCE;
        }
        Campaign campaign = listing.campaign();
        Instant latest = serverTime.plusNanos(nowNanos - askedAtNanos);
        Instant earliest = serverTime.plusNanos(nowNanos - answeredAtNanos);
        boolean before = latest.isBefore(campaign.startsAt().minus(BOUNDARY));
        boolean after = !earliest.isBefore(campaign.endsAt().plus(BOUNDARY));
        boolean within = !earliest.isBefore(campaign.startsAt().plus(BOUNDARY))
                && latest.isBefore(campaign.endsAt().minus(BOUNDARY));
        return switch (campaign.status()) {
            case "CLOSED" -> Refuse.closed();
            case "WARMED" ->
                before ? Refuse.notOpenYet(Duration.between(latest, campaign.startsAt())) : Forward.INSTANCE;
            case "PAUSED" -> within ? Refuse.paused() : Forward.INSTANCE;
            case "OPEN" -> {
                if (before) {
                    yield Refuse.notOpenYet(Duration.between(latest, campaign.startsAt()));
                }
                if (after) {
                    yield Refuse.closed();
                }
                yield within && item.soldOut() ? Refuse.soldOut() : Forward.INSTANCE;
            }
            default -> Forward.INSTANCE;
        };
    }
}
