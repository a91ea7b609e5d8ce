package io.flashsale.launcher.command;

import io.flashsale.launcher.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flashsale reset} */
@Command(
        name = "reset",
        description = "Stops everything and deletes all data: databases, stock, messages, the provider's books."
                + " Secrets and downloaded programs stay.",
        mixinStandardHelpOptions = true)
public final class ResetCommand implements Callable<Integer> {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        Stack stack = Stack.current();
        if (!yes && !confirmed(stack)) {
            System.out.println("Nothing was changed.");
            return 1;
        }
        stack.down();
        stack.wipe();
        System.out.println("All data is deleted; flashsale up starts afresh.");
        return 0;
    }

    private static boolean confirmed(Stack stack) {
        String running = stack.alive().isEmpty() ? "" : "The stack is running and will be stopped. ";
        System.out.print(running + "Delete all data in " + stack.folders().data() + "? [y/N] ");
        System.out.flush();
        try (Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8)) {
            return answers.hasNextLine()
                    && answers.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
        }
    }
}
