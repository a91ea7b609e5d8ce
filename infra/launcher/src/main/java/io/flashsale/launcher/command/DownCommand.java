package io.flashsale.launcher.command;

import io.flashsale.launcher.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code flashsale down} */
@Command(
        name = "down",
        description = "Stops everything, also what a killed or crashed run left behind. Data stays.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Stack usual = Stack.current();
        int stopped = usual.down() + new Stack(usual.folders().forBenchmarks(), System.out::println).down();
        System.out.println(stopped == 0 ? "Nothing was running." : "Stopped " + stopped + " processes.");
        return 0;
    }
}
