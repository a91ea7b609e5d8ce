package io.flashsale.inventory.web;

import io.flashsale.inventory.application.Reconcile;
import io.flashsale.inventory.config.ReconciliationProperties;
import io.flashsale.inventory.domain.Difference;
import io.flashsale.inventory.domain.DifferenceKind;
import io.flashsale.inventory.domain.Reconciliation;
import io.flashsale.inventory.domain.Reconciliations;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
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

/** Gates, ledger and orders compared. */
@RestController
@RequestMapping("/api/admin/inventory/reconciliations")
class AdminReconciliationsController {
    private static final Logger LOG = LoggerFactory.getLogger(AdminReconciliationsController.class);
    private static final int LISTED = 50;

    private final Reconcile reconcile;
    private final ReconciliationProperties properties;

    AdminReconciliationsController(Reconcile reconcile, ReconciliationProperties properties) {
        this.reconcile = reconcile;
        this.properties = properties;
    }

    record SummaryResource(
            String id,
            String requestedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int items,
            int busy,
            int reservations,
            int unanswered,
            int differences,
            int repaired) {}

    /**
     * A report.
     *
     * @param busy items that never rested, so that gate and ledger could not be compared
     * @param unanswered reservations whose order could not be asked for
     */
    record ReportResource(
            String id,
            String requestedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int items,
            int busy,
            int reservations,
            int unanswered,
            List<DifferenceResource> differences) {
        static ReportResource of(Reconciliation report) {
            return new ReportResource(
                    Long.toString(report.id()),
                    report.requestedBy(),
                    report.startedAt(),
                    report.finishedAt(),
                    report.items(),
                    report.busy(),
                    report.reservations(),
                    report.unanswered(),
                    report.differences().stream().map(DifferenceResource::of).toList());
        }
    }

    record DifferenceResource(
            String campaignId,
            String itemId,
            DifferenceKind kind,
            @Nullable String orderId,
            String expected,
            String found,
            boolean repaired) {
        static DifferenceResource of(Difference difference) {
            return new DifferenceResource(
                    Long.toString(difference.item().campaignId()),
                    Long.toString(difference.item().itemId()),
                    difference.kind(),
                    difference.orderId(),
                    difference.expected(),
                    difference.found(),
                    difference.repaired());
        }
    }

    /** Compares now and answers the report. */
    @PostMapping
    ReportResource reconcile(Caller caller) {
        Reconciliation report = reconcile
                .reconcile(caller.subject(), properties.patience())
                .orElseThrow(() -> new ProblemException(
                        InventoryProblem.RECONCILIATION_RUNNING, "Read its report when it has finished."));
        LOG.info("Operator {} had reconciliation {} made.", caller.subject(), report.id());
        return ReportResource.of(report);
    }

    @GetMapping
    List<SummaryResource> list() {
        return reconcile.newest(LISTED).stream()
                .map(AdminReconciliationsController::summary)
                .toList();
    }

    @GetMapping("/{id}")
    ReportResource get(@PathVariable long id) {
        return reconcile
                .find(id)
                .map(ReportResource::of)
                .orElseThrow(
                        () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no reconciliation " + id + "."));
    }

    private static SummaryResource summary(Reconciliations.Summary summary) {
        Reconciliation report = summary.reconciliation();
        return new SummaryResource(
                Long.toString(report.id()),
                report.requestedBy(),
                report.startedAt(),
                report.finishedAt(),
                report.items(),
                report.busy(),
                report.reservations(),
                report.unanswered(),
                summary.differences(),
                summary.repaired());
    }
}
