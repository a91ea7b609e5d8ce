package io.flashsale.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.loadtest.chaos.cell.CellResult;
import io.flashsale.loadtest.chaos.cell.CellRun;
import io.flashsale.loadtest.chaos.cell.Cells;
import io.flashsale.loadtest.chaos.platform.Platform;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever ends, stops or forgets in the middle of a sale: the books balance, and everybody was told the truth.
 * Starts a platform of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingIsLostOrOversoldIT {

    private static final long SEED = 1;

    private Platform platform;
    private CellRun cells;

    @BeforeAll
    void startEverything(@TempDir Path home) {
        platform = Platform.start(new Folders(Folders.current().root(), home), System.out::println);
        cells = new CellRun(platform, Clock.systemUTC());
    }

    @AfterAll
    void stopEverything() {
        cells.close();
        platform.close();
    }

    @TestFactory
    Stream<DynamicTest> whenThisHappensMidSale() {
        return Cells.quick().stream()
                .map(cell -> DynamicTest.dynamicTest(cell.name(), () -> {
                    CellResult result = cells.run(cell, SEED);
                    System.out.println(Table.line(result));
                    assertThat(result.problems()).as(result.toString()).isEmpty();
                }));
    }
}
