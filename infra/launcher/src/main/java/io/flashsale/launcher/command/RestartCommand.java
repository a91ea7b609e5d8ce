package io.flashsale.launcher.command;

import io.flashsale.launcher.build.Build;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Stack;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flashsale restart} */
@Command(
        name = "restart",
        description = "Builds one component if it is stale, stops it and starts it again. The others keep running.",
        mixinStandardHelpOptions = true)
public final class RestartCommand implements Callable<Integer> {

    @Option(names = "--no-build", description = "Start the artefact as it is, even if sources are newer.")
    private boolean noBuild;

    @Parameters(paramLabel = "NAME", description = "Such as order, or broker.")
    private String name = "";

    @Override
    public Integer call() {
        Component component = Component.named(name);
        Stack stack = Stack.current();
        if (!noBuild) {
            new Build(stack.folders(), System.out::println).refresh(EnumSet.of(component));
        }
        stack.restart(component);
        return 0;
    }
}
