package io.flashsale.launcher.sale;

import io.flashsale.loadtest.sale.Progress;
import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells how a sale goes on: one line a stage, rewritten in place on a terminal, seldom repeated elsewhere. */
public final class ProgressLines implements Consumer<Progress> {

    private static final int SELDOM = 10;
    private static final int WIDTH = 110;

    private final PrintStream out;
    private final boolean terminal;
    private Progress.@Nullable Stage stage;
    private int toldInStage;

    /** Progress to standard output. */
    public ProgressLines() {
        this.out = System.out;
        this.terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    @Override
    public void accept(Progress progress) {
        boolean changed = progress.stage() != stage;
        toldInStage = changed ? 0 : toldInStage + 1;
        String line = String.format("  %-18s %s", words(progress.stage()), progress.detail());
        if (terminal) {
            if (changed && stage != null) {
                out.println();
            }
            out.print("\r\033[K" + (line.length() > WIDTH ? line.substring(0, WIDTH) : line));
            out.flush();
        } else if (toldInStage % SELDOM == 0) {
            out.println(line);
        }
        stage = progress.stage();
    }

    /** Ends the line that is being rewritten. */
    public void end() {
        if (terminal && stage != null) {
            out.println();
        }
    }

    private static String words(Progress.Stage stage) {
        return switch (stage) {
            case PREPARING -> "preparing";
            case WAITING_FOR_START -> "waiting for start";
            case SELLING -> "selling";
            case COMING_TO_REST -> "coming to rest";
            case AUDITING -> "auditing";
            case DONE -> "done";
        };
    }
}
