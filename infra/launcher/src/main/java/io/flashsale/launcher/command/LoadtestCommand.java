package io.flashsale.launcher.command;

import io.flashsale.loadtest.sale.SalePlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flashsale loadtest} */
@Command(
        name = "loadtest",
        description = "Runs a Gatling simulation against the gateway, waits for quiet and audits. Starts the stack if"
                + " needed. Ends with 0 only if every invariant holds.",
        mixinStandardHelpOptions = true)
public final class LoadtestCommand implements Callable<Integer> {

    /** The simulations there are. */
    enum Name {
        RUSH
    }

    @Parameters(paramLabel = "NAME", description = "Which simulation: ${COMPLETION-CANDIDATES}.")
    private Name name = Name.RUSH;

    @Mixin
    private final SaleOptions options = new SaleOptions();

    @Override
    public Integer call() {
        return options.run(
                switch (name) {
                    case RUSH -> SalePlan::rush;
                });
    }
}
