package io.flashsale.launcher.command;

import io.flashsale.launcher.command.SaleOptions.Planner;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.loadtest.sale.SalePlan;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flashsale loadtest} */
@Command(
        name = "loadtest",
        description = "Runs a Gatling simulation against the gateway, waits for quiet and audits. Starts the stack if"
                + " needed. Ends with 0 only if every invariant holds.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Simulations, with shoppers and units unless said otherwise:",
            "  rush             2000 for 500, everyone within two seconds",
            "  sold-out-storm   1000 for 20, who click again at once, five times",
            "  bots-and-people  400 and as many scripts for 200: which share do people get?",
            "  pay-and-refund   300 for 300, nearly all pay, many want their money back",
            "  soak             2000 for 1500, as many in every second, over ten minutes (--arrive)",
            "  capacity         3000 for 3000, more in every second, until calls take too long"
        })
public final class LoadtestCommand implements Callable<Integer> {

    /** The simulations there are. */
    enum Name {
        RUSH("rush", SalePlan::rush, 2_000, 500),
        SOLD_OUT_STORM("sold-out-storm", SalePlan::soldOutStorm, 1_000, 20),
        BOTS_AND_PEOPLE("bots-and-people", SalePlan::botsAndPeople, 400, 200),
        PAY_AND_REFUND("pay-and-refund", SalePlan::payAndRefund, 300, 300),
        SOAK("soak", SalePlan::soak, 2_000, 1_500),
        CAPACITY("capacity", SalePlan::capacity, 3_000, 3_000);

        private final String typed;

        @SuppressWarnings("ImmutableEnumChecker") // a method reference
        private final Planner planner;

        private final int shoppers;
        private final int units;

        Name(String typed, Planner planner, int shoppers, int units) {
            this.typed = typed;
            this.planner = planner;
            this.shoppers = shoppers;
            this.units = units;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return typed;
        }
    }

    @Parameters(paramLabel = "NAME", description = "Which simulation: ${COMPLETION-CANDIDATES}.")
    private Name name = Name.RUSH;

    @Option(
            names = "--arrive",
            paramLabel = "SECONDS",
            description = "Over how many seconds the crowd arrives, instead of what the simulation finds natural.")
    private @Nullable Integer arrive;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "The gateway of a platform that runs somewhere else, with the dev log-in on. Its stores are"
                    + " not audited: the verdict is on what the buyers were told.")
    private @Nullable URI target;

    @Mixin
    private final SaleOptions options = new SaleOptions();

    @Override
    public Integer call() {
        Duration arrival = arrive == null ? null : Duration.ofSeconds(arrive);
        if (target == null) {
            return options.run(name.planner, name.shoppers, name.units, arrival);
        }
        if (target.getScheme() == null
                || target.getHost() == null
                || !target.getScheme().startsWith("http")) {
            throw new LauncherProblem(
                    "--target must be an address such as http://gateway.example:8080, not " + target + ".");
        }
        return options.runAt(target, name.planner, name.shoppers, name.units, arrival);
    }
}
