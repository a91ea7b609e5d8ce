package io.flashsale.launcher.command;

import io.flashsale.loadtest.sale.SalePlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flashsale demo} */
@Command(
        name = "demo",
        description = "Sells out a campaign through the gateway and audits what happened: more shoppers than units,"
                + " some click twice, some repeat a request, some come too early; most pay, some let their time run"
                + " out, a few want their money back. Starts the stack if needed. Ends with 0 only if every invariant"
                + " holds.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private final SaleOptions options = new SaleOptions();

    @Override
    public Integer call() {
        return options.run(SalePlan::demo, 2_000, 500, null);
    }
}
