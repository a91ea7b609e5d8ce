package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.Auditor;
import io.flashsale.loadtest.auditor.HistoryFile;
import io.flashsale.loadtest.auditor.LiveWatch;
import io.flashsale.loadtest.auditor.QuietWait;
import io.flashsale.loadtest.auditor.Rest;
import io.flashsale.loadtest.auditor.Verdict;
import io.flashsale.loadtest.sale.Progress.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One whole sale: campaign, crowd, rest, audit. */
public final class SaleRun {

    /** Everything rests by then, so whatever is under way is stuck; leaves room for clocks that round. */
    private static final Duration STRICT = Duration.ofSeconds(2);

    private final Target target;
    private final Clock clock;

    public SaleRun(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /**
     * Runs the sale and gives the verdict, which is also written to the run's folder. On any failure the load generator
     * is stopped; the campaign stays as it is, for whoever wants to look.
     *
     * @throws SaleFailed            when the run could not be carried out
     * @throws InterruptedException when interrupted; the load generator is stopped then
     */
    public SaleReport run(SalePlan plan, Consumer<Progress> progress) throws InterruptedException {
        Generator generator = target.generator();
        try (OperatorDesk desk = OperatorDesk.logIn(generator.gateway())) {
            OpenCampaign campaignOnSale = OpenCampaign.of(plan, desk, clock, progress);
            String campaign = campaignOnSale.id();
            RunFolder folder = RunFolder.create(generator.work(), campaign);
            LiveWatch watch = new LiveWatch(target.stores(), campaign);
            boolean expectedAnswersOnly =
                    new CrowdRun(generator, plan, campaignOnSale, folder, clock).play(watch::look, progress);

            Rest rest = new QuietWait(target.stores(), Optional.of(campaign), clock)
                    .await(
                            plan.restWithin(),
                            pending -> progress.accept(new Progress(Stage.COMING_TO_REST, String.join(", ", pending))));
            // Before it is closed: an open gate must match the ledger to the unit.
            progress.accept(new Progress(Stage.AUDITING, "comparing the stores"));
            Duration bound = rest.reached() ? STRICT : Auditor.DEFAULT_BOUND;
            Verdict verdict = new Auditor(clock, bound)
                    .auditSale(target.stores(), campaign, Optional.of(folder.history()), Optional.of(rest));
            desk.step(campaign, "close");

            SaleReport report = new SaleReport(
                    plan.name(),
                    plan.shoppers(),
                    plan.seed(),
                    campaignOnSale.startsAt(),
                    verdict.numbers(),
                    watch.watched(),
                    rest,
                    expectedAnswersOnly,
                    verdict.audit(),
                    plan.crowd() == SalePlan.Crowd.CAPACITY
                            ? Optional.of(Capacity.of(new HistoryFile(folder.history()).read()))
                            : Optional.empty(),
                    folder.path(),
                    folder.chartsPage());
            folder.write(report);
            progress.accept(new Progress(Stage.DONE, folder.path().toString()));
            return report;
        }
    }
}
