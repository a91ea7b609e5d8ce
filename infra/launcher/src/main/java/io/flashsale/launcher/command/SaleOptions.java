package io.flashsale.launcher.command;

import io.flashsale.launcher.build.Build;
import io.flashsale.launcher.sale.LocalTarget;
import io.flashsale.launcher.sale.ProgressLines;
import io.flashsale.launcher.sale.Rehearsal;
import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.launcher.stack.Stack;
import io.flashsale.launcher.stack.StackState;
import io.flashsale.loadtest.auditor.StoreUnavailable;
import io.flashsale.loadtest.sale.RemoteReport;
import io.flashsale.loadtest.sale.RemoteSaleRun;
import io.flashsale.loadtest.sale.SaleFailed;
import io.flashsale.loadtest.sale.SalePlan;
import io.flashsale.loadtest.sale.SaleReport;
import io.flashsale.loadtest.sale.SaleRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that runs a sale understands, and how it runs one. */
final class SaleOptions {

    /** Its shoppers are others than those of the sale. */
    private static final long REHEARSAL_SEED = 999_983;

    @Option(names = "--units", description = "Units on sale.")
    private @Nullable Integer units;

    @Option(names = "--shoppers", description = "Shoppers who want one.")
    private @Nullable Integer shoppers;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed brings the same shoppers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the verdict as JSON, too.")
    private @Nullable Path report;

    @Option(names = "--stop", description = "Stop the stack afterwards.")
    private boolean stop;

    /** Makes a plan of the numbers that were given. */
    @FunctionalInterface
    interface Planner {
        SalePlan plan(int shoppers, int units, long seed);
    }

    /**
     * Brings the stack up if needed, runs the sale, prints the verdict; 0 only if the verdict is clean.
     *
     * @param usualShoppers unless another number is asked for
     * @param usualUnits    unless another number is asked for
     * @param arrival       over which the crowd comes; null: as the plan says
     */
    int run(Planner planner, int usualShoppers, int usualUnits, @Nullable Duration arrival) {
        SalePlan plan = plan(planner, usualShoppers, usualUnits, arrival);
        Stack stack = Stack.current();
        Build build = new Build(stack.folders(), System.out::println);
        build.refresh(EnumSet.allOf(Component.class));
        build.refreshSimulations();
        StackState state = stack.ensureUp();
        try {
            SaleReport verdict = sell(stack, state, plan);
            System.out.println();
            System.out.println(verdict.text());
            verdict.charts().ifPresent(page -> System.out.println("Charts: " + page.toUri()));
            writeReport(verdict.json());
            return verdict.clean() ? 0 : 1;
        } finally {
            if (stop) {
                System.out.println("Stopping the stack");
                stack.down();
            } else {
                stack.beginTraining();
            }
        }
    }

    /**
     * Runs the sale on a platform somewhere else and prints what its buyers were told; 0 only if nothing in it is wrong.
     *
     * @param gateway its base address
     */
    int runAt(URI gateway, Planner planner, int usualShoppers, int usualUnits, @Nullable Duration arrival) {
        SalePlan plan = plan(planner, usualShoppers, usualUnits, arrival);
        Folders folders = Stack.current().folders();
        new Build(folders, System.out::println).refreshSimulations();
        ProgressLines progress = new ProgressLines();
        RemoteReport verdict;
        try {
            verdict = new RemoteSaleRun(LocalTarget.generator(folders, gateway), Clock.systemUTC()).run(plan, progress);
        } catch (SaleFailed e) {
            throw new LauncherProblem("The sale could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherProblem("The sale was interrupted; the campaign stays as it is.");
        } finally {
            progress.end();
        }
        System.out.println();
        System.out.println(verdict.text());
        verdict.charts().ifPresent(page -> System.out.println("Charts: " + page.toUri()));
        writeReport(verdict.json());
        return verdict.clean() ? 0 : 1;
    }

    private SalePlan plan(Planner planner, int usualShoppers, int usualUnits, @Nullable Duration arrival) {
        SalePlan usual = planner.plan(
                atLeastOne("--shoppers", shoppers, usualShoppers), atLeastOne("--units", units, usualUnits), seed);
        return arrival == null
                ? usual
                : usual.arrivingOver(Duration.ofSeconds(atLeastOne("--arrive", (int) arrival.toSeconds(), 1)));
    }

    private void writeReport(String json) {
        if (report == null) {
            return;
        }
        try {
            Files.writeString(report, json);
            System.out.println("Report: " + report.toAbsolutePath());
        } catch (IOException e) {
            throw new LauncherProblem("The report cannot be written to " + report + ": " + e.getMessage());
        }
    }

    private static int atLeastOne(String option, @Nullable Integer given, int usual) {
        int number = given == null ? usual : given;
        if (number < 1) {
            throw new LauncherProblem(option + " must be at least 1, not " + number + ".");
        }
        return number;
    }

    private static SaleReport sell(Stack stack, StackState state, SalePlan plan) {
        ProgressLines progress = new ProgressLines();
        try {
            stack.stopTraining();
            SaleRun run = new SaleRun(LocalTarget.of(stack.folders(), state), Clock.systemUTC());
            if (Rehearsal.isDue(stack)) {
                System.out.println("The processes have just started; a small sale warms them up first.");
                run.run(SalePlan.rehearsal(REHEARSAL_SEED), progress);
                System.out.println("Now the sale.");
            }
            return run.run(plan, progress);
        } catch (SaleFailed | StoreUnavailable e) {
            throw new LauncherProblem("The sale could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherProblem("The sale was interrupted; the campaign stays as it is.");
        } finally {
            progress.end();
        }
    }
}
