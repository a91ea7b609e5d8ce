package io.flashsale.inventory.web;

import io.flashsale.inventory.application.InspectGates;
import io.flashsale.inventory.application.RepairGates;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateRebuild;
import io.flashsale.inventory.domain.Journal;
import io.flashsale.inventory.domain.RebuildReason;
import io.flashsale.web.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stock gates, in the eyes of operators. */
@RestController
@RequestMapping("/api/admin/inventory/gates")
class AdminGatesController {
    private static final Logger LOG = LoggerFactory.getLogger(AdminGatesController.class);

    private final InspectGates inspectGates;
    private final RepairGates repairGates;

    AdminGatesController(InspectGates inspectGates, RepairGates repairGates) {
        this.inspectGates = inspectGates;
        this.repairGates = repairGates;
    }

    /**
     * A gate beside its ledger.
     *
     * @param available units the gate would still promise; null unless it is ready
     * @param outageMillis how long it has not decided although the item is on sale; null while it does
     */
    record GateResource(
            String campaignId,
            CampaignStatus campaignStatus,
            String sku,
            InspectGates.Condition state,
            long epoch,
            @Nullable Long revision,
            @Nullable Integer available,
            LedgerResource ledger,
            @Nullable JournalResource journal,
            @Nullable RebuildResource lastRebuild,
            @Nullable Long outageMillis) {
        static GateResource of(InspectGates.View view) {
            CampaignItem item = view.item();
            Duration outage = view.outage();
            return new GateResource(
                    Long.toString(view.campaign().id()),
                    view.campaign().status(),
                    item.sku(),
                    view.condition(),
                    item.epoch(),
                    view.state() == null ? null : view.state().revision(),
                    view.state() == null ? null : view.state().available(),
                    new LedgerResource(item.total(), item.held(), item.sold(), item.available()),
                    view.lag() == null ? null : JournalResource.of(view.lag()),
                    view.lastRebuild() == null ? null : RebuildResource.of(view.lastRebuild()),
                    outage == null ? null : outage.toMillis());
        }
    }

    record LedgerResource(int total, int held, int sold, int available) {}

    /** Entries the ledger does not have yet, how many of them an instance works on, and those set aside. */
    record JournalResource(
            long entries, long handedOut, @Nullable Instant oldest, long dead) {
        static JournalResource of(Journal.Lag lag) {
            return new JournalResource(lag.entries(), lag.handedOut(), lag.oldest(), lag.dead());
        }
    }

    record RebuildResource(
            long epoch, RebuildReason reason, String requestedBy, int available, Instant beganAt, long tookMillis) {
        static RebuildResource of(GateRebuild rebuild) {
            return new RebuildResource(
                    rebuild.epoch(),
                    rebuild.reason(),
                    rebuild.requestedBy(),
                    rebuild.available(),
                    rebuild.beganAt(),
                    rebuild.took().toMillis());
        }
    }

    @GetMapping
    List<GateResource> list() {
        return inspectGates.all().stream().map(GateResource::of).toList();
    }

    /** Fills the gate from the ledger, now, whatever it says of itself. */
    @PostMapping("/{campaignId}/{sku}/rebuild")
    GateResource rebuild(@PathVariable String campaignId, @PathVariable String sku, Caller caller) {
        long id = CampaignIds.parse(campaignId);
        repairGates.rebuild(id, sku, caller.subject());
        LOG.info("Operator {} had the gate of {} in campaign {} rebuilt.", caller.subject(), sku, campaignId);
        return GateResource.of(inspectGates.one(id, sku));
    }
}
