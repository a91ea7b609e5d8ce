package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.Campaigns;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.GateState;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.StockGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * What is on sale, in memory: campaigns as the ledger knows them and the state their gates show. Readers never wait.
 * Campaigns are at most one reload old; the gate, which decides, has the last word anyway.
 */
@Component
public class LiveCampaigns {
    /** Sales that ended longer ago are only looked at by the slow passes. */
    private static final Duration RECENTLY = Duration.ofHours(1);

    private static final Duration KEPT = Duration.ofDays(7);

    private final Campaigns campaigns;
    private final StockGate gate;
    private final GateOutages outages;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock refreshing = new ReentrantLock();
    private final ReentrantLock looking = new ReentrantLock();
    private final Condition looked = looking.newCondition();

    private volatile Map<Long, Campaign> known = Map.of();
    private volatile Map<ItemRef, GateState> gates = Map.of();
    private volatile Duration gateClockOffset = Duration.ZERO;
    private volatile Instant asOf = Instant.EPOCH;

    LiveCampaigns(Campaigns campaigns, StockGate gate, GateOutages outages, Clock clock) {
        this.campaigns = campaigns;
        this.gate = gate;
        this.outages = outages;
        this.clock = clock;
    }

    /** Reads all current campaigns from the ledger. */
    public void reload() {
        writing.lock();
        try {
            Map<Long, Campaign> fresh = new HashMap<>();
            for (Campaign campaign : campaigns.current(clock.instant().minus(KEPT))) {
                fresh.put(campaign.id(), campaign);
                expect(campaign);
            }
            known = Map.copyOf(fresh);
        } finally {
            writing.unlock();
        }
    }

    /** Reads one campaign from the ledger, now. */
    public Campaign reload(long id) {
        writing.lock();
        try {
            Campaign campaign = campaigns.find(id).orElseThrow(() -> CampaignNotFound.forId(id));
            Map<Long, Campaign> fresh = new HashMap<>(known);
            fresh.put(id, campaign);
            expect(campaign);
            known = Map.copyOf(fresh);
            return campaign;
        } finally {
            writing.unlock();
        }
    }

    /** A gate that does not have what the ledger has from it has lost data. */
    private void expect(Campaign campaign) {
        for (CampaignItem item : campaign.items()) gate.expectAtLeast(item.ref(), item.epoch(), item.gateRevision());
    }

    /**
     * Reads the gates of everything on sale in one round trip; tells gates that lag behind their campaign's status.
     *
     * @return whether there is anything on sale
     */
    public boolean refreshGates() {
        // One after the other: what was read earlier never replaces what was read later.
        refreshing.lock();
        try {
            return lookAtGates();
        } finally {
            refreshing.unlock();
        }
    }

    private boolean lookAtGates() {
        List<ItemRef> items = recentItems();
        StockGate.Reading reading;
        try {
            reading = gate.read(items);
        } catch (GateNotReady e) {
            noteOutages(Map.of());
            throw e;
        }
        noteOutages(reading.states());
        gates = reading.states();
        gateClockOffset = Duration.between(clock.instant(), reading.now());
        lookedAt(reading.now());
        for (Campaign campaign : known.values()) {
            for (CampaignItem item : campaign.items()) {
                GateState state = reading.states().get(item.ref());
                if (state != null && state.statusVersion() < campaign.version()) {
                    gate.setStatus(item.ref(), campaign.status(), campaign.version());
                }
            }
        }
        return !items.isEmpty();
    }

    private void lookedAt(Instant now) {
        looking.lock();
        try {
            asOf = now;
            looked.signalAll();
        } finally {
            looking.unlock();
        }
    }

    /** When the gates were looked at last, by their own clock: every status they were told before that is known here. */
    public Instant asOf() {
        return asOf;
    }

    /** Waits, at most so long, until the gates were looked at again after {@code known}, an earlier {@link #asOf}. */
    public void awaitLookAfter(Instant known, Duration atMost) {
        long left = atMost.toNanos();
        looking.lock();
        try {
            while (asOf.equals(known) && left > 0) left = looked.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looking.unlock();
        }
    }

    /**
     * Looks again and again, whenever the gates were looked at, until there is something new or patience is over.
     *
     * @param look what is known, and at least what was known at the given {@link #asOf}
     * @param old whether the one who asks knows that already
     */
    public <N> Seen<N> awaitNews(Duration patience, Function<Instant, N> look, Predicate<N> old) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Instant known = asOf;
            N news = look.apply(known);
            long left = deadline - System.nanoTime();
            if (left <= 0 || !old.test(news)) {
                return new Seen<>(known, news);
            }
            awaitLookAfter(known, Duration.ofNanos(left));
        }
    }

    /** What was seen, and when the gates had been looked at. */
    public record Seen<N>(Instant asOf, N news) {}

    private void noteOutages(Map<ItemRef, GateState> states) {
        Set<ItemRef> onSale = new HashSet<>();
        for (Campaign campaign : known.values()) {
            if (campaign.status() != CampaignStatus.OPEN) continue;
            for (CampaignItem item : campaign.items()) {
                onSale.add(item.ref());
                if (!states.containsKey(item.ref())) outages.began(item.ref());
            }
        }
        outages.forgetAllBut(onSale);
    }

    /** Now, by the clock of the gate. */
    public Instant saleTime() {
        return clock.instant().plus(gateClockOffset);
    }

    public Offer offer(long campaignId, String sku) {
        Campaign campaign = known.get(campaignId);
        if (campaign == null) campaign = reload(campaignId);
        return offer(campaign, sku);
    }

    /** The same offer, read from the ledger now. */
    public Offer reloadedOffer(long campaignId, String sku) {
        return offer(reload(campaignId), sku);
    }

    /** As {@link #reloadedOffer}; operators know drafts, too. */
    Offer offerToOperators(long campaignId, String sku) {
        return item(reload(campaignId), sku);
    }

    private static Offer offer(Campaign campaign, String sku) {
        if (campaign.status() == CampaignStatus.DRAFT) throw CampaignNotFound.forId(campaign.id());
        return item(campaign, sku);
    }

    private static Offer item(Campaign campaign, String sku) {
        return new Offer(campaign, campaign.item(sku).orElseThrow(() -> ItemNotFound.forSku(campaign.id(), sku)));
    }

    public Optional<Campaign> find(long id) {
        Campaign campaign = known.get(id);
        return campaign == null ? campaigns.find(id) : Optional.of(campaign);
    }

    /** Everything that is current, in no particular order. */
    public Collection<Campaign> all() {
        return known.values();
    }

    /** Warmed, open and paused campaigns, and those that ended recently. */
    public List<Campaign> live() {
        Instant since = clock.instant().minus(RECENTLY);
        return known.values().stream()
                .filter(campaign -> campaign.status().needsGate()
                        || (campaign.status() == CampaignStatus.CLOSED
                                && campaign.endsAt().isAfter(since)))
                .toList();
    }

    /** The state of the gate, absent when it is not ready for the epoch of the ledger. */
    public Optional<GateState> gate(CampaignItem item) {
        return Optional.ofNullable(gates.get(item.ref())).filter(state -> state.epoch() == item.epoch());
    }

    /** The status the gates act on, which another instance may have changed since the campaign was read, and its version. */
    public ShownStatus shown(Campaign campaign) {
        ShownStatus shown = new ShownStatus(campaign.status(), campaign.version());
        for (CampaignItem item : campaign.items()) {
            Optional<GateState> gate = gate(item);
            if (gate.isPresent() && gate.get().statusVersion() > shown.version()) {
                shown = new ShownStatus(gate.get().status(), gate.get().statusVersion());
            }
        }
        return shown;
    }

    /** A campaign's status and how often it has changed. */
    public record ShownStatus(CampaignStatus status, long version) {}

    /** Items whose gate changes often. */
    public List<ItemRef> recentItems() {
        return warmed(live());
    }

    /** All items whose gate may still exist. */
    public List<ItemRef> allItems() {
        return warmed(known.values());
    }

    private static List<ItemRef> warmed(Collection<Campaign> campaigns) {
        List<ItemRef> items = new ArrayList<>();
        for (Campaign campaign : campaigns) {
            for (CampaignItem item : campaign.items()) if (item.epoch() > 0) items.add(item.ref());
        }
        return items;
    }
}
