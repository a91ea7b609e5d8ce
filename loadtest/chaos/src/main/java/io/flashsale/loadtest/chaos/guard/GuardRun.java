package io.flashsale.loadtest.chaos.guard;

import io.flashsale.loadtest.chaos.cell.CellRun;
import io.flashsale.loadtest.chaos.cell.Cells;
import io.flashsale.loadtest.chaos.platform.PlantedFault;
import io.flashsale.loadtest.chaos.platform.Platform;
import java.util.Map;

/** Takes guards away, one after the other, and runs the cells that have to notice. */
public final class GuardRun {

    private final Platform platform;
    private final CellRun cells;

    public GuardRun(Platform platform, CellRun cells) {
        this.platform = platform;
        this.cells = cells;
    }

    /** Starts the service without the guard and runs its cell; stores hold wrong data afterwards and are emptied. */
    public GuardResult without(Guard guard, long seed) throws InterruptedException {
        PlantedFault report = new PlantedFault(platform.next("guard-" + guard.label()));
        Removal removal = guard.removal();
        try {
            platform.alter(guard.component(), removal.statements());
            platform.startWith(Map.of(guard.component(), removal.plan(report.report())), removal.databaseOption());
            var result = cells.run(Cells.named(guard.cell()), seed);
            return new GuardResult(guard, report.effects() >= removal.parts(), result);
        } finally {
            platform.startOver();
        }
    }
}
