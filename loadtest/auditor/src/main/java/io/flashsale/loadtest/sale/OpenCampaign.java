package io.flashsale.loadtest.sale;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** A campaign that was made for one sale, is warmed up and open, and starts at a moment to come. */
record OpenCampaign(String id, Instant startsAt) {

    private static final Duration LONGEST_SALE = Duration.ofHours(1);

    static OpenCampaign of(SalePlan plan, OperatorDesk desk, Clock clock, Consumer<Progress> progress)
            throws InterruptedException {
        progress.accept(new Progress(Progress.Stage.PREPARING, "creating the campaign"));
        Instant startsAt = clock.instant().plus(plan.startsIn()).truncatedTo(ChronoUnit.SECONDS);
        String id = desk.create(plan.name(), plan.items(), plan.payWithin(), startsAt, startsAt.plus(LONGEST_SALE));
        desk.step(id, "schedule");
        desk.step(id, "warm-up");
        desk.step(id, "open");
        return new OpenCampaign(id, startsAt);
    }
}
