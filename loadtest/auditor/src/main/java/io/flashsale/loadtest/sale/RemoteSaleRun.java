package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.ClientChecks;
import io.flashsale.loadtest.auditor.ClientNumbers;
import io.flashsale.loadtest.auditor.HistoryEntry;
import io.flashsale.loadtest.auditor.HistoryFile;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** One sale on a platform whose stores are out of reach: judged by the answers alone. */
public final class RemoteSaleRun {

    private final Generator generator;
    private final Clock clock;

    public RemoteSaleRun(Generator generator, Clock clock) {
        this.generator = generator;
        this.clock = clock;
    }

    /**
     * Runs the sale and says what its buyers were told. The campaign is closed at the end; on any failure it stays as it is.
     *
     * @throws SaleFailed            when the run could not be carried out
     * @throws InterruptedException when interrupted; the load generator is stopped then
     */
    public RemoteReport run(SalePlan plan, Consumer<Progress> progress) throws InterruptedException {
        try (OperatorDesk desk = OperatorDesk.logIn(generator.gateway())) {
            OpenCampaign campaign = OpenCampaign.of(plan, desk, clock, progress);
            RunFolder folder = RunFolder.create(generator.work(), campaign.id());
            boolean expectedAnswersOnly =
                    new CrowdRun(generator, plan, campaign, folder, clock).play(() -> {}, progress);
            desk.step(campaign.id(), "close");
            List<HistoryEntry> history =
                    Files.exists(folder.history()) ? new HistoryFile(folder.history()).read() : List.of();
            progress.accept(new Progress(Progress.Stage.DONE, folder.path().toString()));
            return new RemoteReport(
                    plan.name(),
                    campaign.id(),
                    plan.items().stream().mapToLong(SalePlan.Item::total).sum(),
                    plan.shoppers(),
                    plan.seed(),
                    ClientNumbers.of(history, campaign.id()),
                    ClientChecks.contradictions(history, campaign.id()),
                    expectedAnswersOnly,
                    folder.path(),
                    folder.chartsPage());
        }
    }
}
