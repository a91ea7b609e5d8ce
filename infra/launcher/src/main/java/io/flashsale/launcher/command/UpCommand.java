package io.flashsale.launcher.command;

import io.flashsale.launcher.build.Build;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Prometheus;
import io.flashsale.launcher.stack.Stack;
import io.flashsale.launcher.stack.StackReport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flashsale up} */
@Command(
        name = "up",
        description = "Builds what is stale and starts what is missing. Harmless when everything runs already.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Option(names = "--no-build", description = "Start the artefacts as they are, even if sources are newer.")
    private boolean noBuild;

    @Option(
            names = "--observe",
            description = "Start Prometheus as well, with the rules of infra/prometheus, if it is installed.")
    private boolean observe;

    @Parameters(
            paramLabel = "NAME",
            description = "Start only these components and what they need, such as: up reward. Default: everything.")
    private final List<String> names = new ArrayList<>();

    @Override
    public Integer call() {
        Stack stack = Stack.current();
        Set<Component> wanted = EnumSet.noneOf(Component.class);
        names.forEach(name -> wanted.add(Component.named(name)));
        if (!noBuild) {
            new Build(stack.folders(), System.out::println).refresh(Component.withNeeds(wanted));
        }
        stack.up(wanted);
        if (wanted.isEmpty()) {
            stack.beginTraining();
        }
        StackReport.of(stack.folders()).lines().forEach(System.out::println);
        if (observe) {
            System.out.println(Prometheus.of(stack.folders()).start());
        }
        return 0;
    }
}
