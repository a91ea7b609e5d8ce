package io.flashsale.loadtest.sale;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The crowd of one sale. */
record CrowdRun(Generator generator, SalePlan plan, OpenCampaign campaign, RunFolder folder, Clock clock) {

    private static final long LOOK_MILLIS = 1_000;

    /**
     * Returns when the crowd has left; whether nearly all of its calls were answered, and as its journey expects.
     *
     * @param eachSecond what else is to be done while it is there
     */
    boolean play(Runnable eachSecond, Consumer<Progress> progress) throws InterruptedException {
        Tally tally = new Tally(folder.history());
        try (Simulation simulation = Simulation.start(generator, plan, campaign.id(), folder)) {
            while (simulation.runsFor(LOOK_MILLIS)) {
                eachSecond.run();
                String counts = tally.text();
                Duration left = Duration.between(clock.instant(), campaign.startsAt());
                progress.accept(
                        left.isPositive()
                                ? new Progress(Progress.Stage.WAITING_FOR_START, left.toSeconds() + " s to the start")
                                : new Progress(Progress.Stage.SELLING, counts));
            }
            return simulation.sawNothingUnexpected();
        }
    }
}
