package io.flashsale.gateway.sale;

import io.flashsale.gateway.sale.KnownCampaign.Item;
import io.flashsale.gateway.sale.KnownCampaign.Window;
import io.flashsale.gateway.sale.SaleVerdict.Forward;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows about the campaigns, and how far that knowledge reaches. It refuses only what the stock gate
 * would refuse for certain, for one reason; everything else goes on, and the gate decides.
 *
 * <p>The sale's clock is known within bounds: inventory-service read it after the request left and had waited there, and
 * before the answer came. Near startsAt and endsAt, purchases are forwarded.
 */
final class CampaignSnapshot {

    /**
     * Beyond this age, counted from inventory-service's look at the gates, the snapshot says nothing. inventory-service
     * counts on it: a change that a gateway has not acknowledged by then is seen everywhere all the same.
     */
    static final Duration USEFUL_FOR = Duration.ofSeconds(3);

    /** How near to startsAt or endsAt the gateway leaves the decision to the stock gate. */
    static final Duration BOUNDARY = Duration.ofMillis(300);

    private final long count;
    private final String version;
    private final Instant serverTime;
    private final Instant asOf;
    private final long askedAtNanos;
    private final long answeredAtNanos;
    private final Map<String, KnownCampaign> campaigns;
    private final String allTag;

    /**
     * @param before the snapshot that this one follows: what it knows better is kept; null if there is none
     * @param askedAtNanos monotonic time before the request was sent
     * @param answeredAtNanos monotonic time after the answer came
     */
    CampaignSnapshot(
            CampaignNews news,
            List<KnownCampaign> told,
            @Nullable CampaignSnapshot before,
            long askedAtNanos,
            long answeredAtNanos) {
        this.count = before == null ? 1 : before.count + 1;
        this.version = news.version();
        this.serverTime = news.serverTime();
        this.asOf = news.asOf();
        this.askedAtNanos = askedAtNanos + Duration.ofMillis(news.heldMillis()).toNanos();
        this.answeredAtNanos = answeredAtNanos;
        this.campaigns = told.stream()
                .map(campaign -> before == null ? campaign : before.newer(campaign))
                .collect(
                        Collectors.toMap(KnownCampaign::id, known -> known, (one, other) -> other, LinkedHashMap::new));
        this.allTag = KnownCampaign.tag(
                campaigns.values().stream().map(KnownCampaign::tag).collect(Collectors.joining()));
    }

    private KnownCampaign newer(KnownCampaign told) {
        KnownCampaign known = campaigns.get(told.id());
        return known != null && known.version() > told.version() ? known : told;
    }

    /** Counts the snapshots of this process. */
    long count() {
        return count;
    }

    /** Of the news. */
    String version() {
        return version;
    }

    /** When inventory-service looked, by the sale's clock. */
    Instant asOf() {
        return asOf;
    }

    boolean isStale(long nowNanos) {
        long age = Math.max(0, Duration.between(asOf, serverTime).toNanos());
        return nowNanos - askedAtNanos + age > USEFUL_FOR.toNanos();
    }

    boolean knows(String campaignId) {
        return campaigns.containsKey(campaignId);
    }

    /** All campaigns as everybody may read them. */
    Page all(long nowNanos) {
        Instant now = clock(nowNanos).truncatedTo(ChronoUnit.MILLIS);
        return new Page(
                allTag,
                campaigns.values().stream()
                        .map(known -> known.document(now))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /** One campaign as everybody may read it. */
    Optional<Page> one(String campaignId, long nowNanos) {
        return Optional.ofNullable(campaigns.get(campaignId))
                .map(known ->
                        new Page(known.tag(), known.document(clock(nowNanos).truncatedTo(ChronoUnit.MILLIS))));
    }

    /**
     * @param tag see {@link KnownCampaign#tag}
     * @param json the document
     */
    record Page(String tag, String json) {}

    /**
     * Whether permission to buy may be given, at the given monotonic time. Unlike {@link #judge} this is strict: it is
     * given only when the sale has certainly begun.
     */
    SaleVerdict judgePermission(String campaignId, String sku, long nowNanos) {
        if (isStale(nowNanos)) {
            return Refuse.blind();
        }
        KnownCampaign known = campaigns.get(campaignId);
        Item item = known == null ? null : known.items().get(sku);
        if (known == null || item == null) {
            return Refuse.unknownItem();
        }
        Window campaign = known.window();
        Instant latest = serverTime.plusNanos(nowNanos - askedAtNanos);
        Instant earliest = serverTime.plusNanos(nowNanos - answeredAtNanos);
        if (earliest.isBefore(campaign.startsAt())) {
            return Refuse.notOpenYet(Duration.between(earliest, campaign.startsAt()));
        }
        if (!latest.isBefore(campaign.endsAt())) {
            return Refuse.closed();
        }
        return switch (campaign.status()) {
            case "SCHEDULED", "WARMED" -> Refuse.notOpenYet(Duration.ofSeconds(1));
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
        KnownCampaign known = campaigns.get(campaignId);
        if (known == null || isStale(nowNanos)) {
            return Forward.INSTANCE;
        }
        Item item = known.items().get(sku);
        if (item == null) {
            return Forward.INSTANCE;
        }
        Window campaign = known.window();
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
