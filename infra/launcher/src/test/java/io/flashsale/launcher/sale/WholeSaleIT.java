package io.flashsale.launcher.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.SourceTree;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.Stack;
import io.flashsale.launcher.stack.StackState;
import io.flashsale.loadtest.sale.SalePlan;
import io.flashsale.loadtest.sale.SaleReport;
import io.flashsale.loadtest.sale.SaleRun;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform, as a newcomer starts it, sells a small campaign through the gateway, and the books balance. */
class WholeSaleIT {

    /** What the stack runs; everything it writes goes elsewhere. */
    private static final String[] BUILT = {
        "infra/servers",
        "infra/provider-simulator",
        "inventory-service",
        "order-service",
        "payment-service",
        "reward-service",
        "gateway",
        "loadtest/simulations"
    };

    private static final int SHOPPERS = 120;
    private static final int UNITS = 40;
    private static final long SEED = 7;

    @TempDir
    Path root;

    private Stack stack = new Stack(new Folders(Path.of("")), _ -> {});

    @AfterEach
    void stopEverything() {
        stack.down();
    }

    @Test
    void sellsEveryUnitOnceAndKeepsEveryInvariant() throws Exception {
        SourceTree.lend(root, BUILT);
        Folders folders = new Folders(root);
        stack = new Stack(folders, System.out::println);

        StackState state = stack.ensureUp();
        SaleReport report = new SaleRun(LocalTarget.of(folders, state), Clock.systemUTC())
                .run(SalePlan.demo(SHOPPERS, UNITS, SEED), progress -> {});

        assertThat(report.clean()).as(report.text()).isTrue();
        assertThat(report.numbers().units().sold()).as(report.text()).isPositive();
    }
}
