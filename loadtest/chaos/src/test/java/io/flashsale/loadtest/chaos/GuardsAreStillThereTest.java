package io.flashsale.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.loadtest.chaos.cell.Cells;
import io.flashsale.loadtest.chaos.guard.Guard;
import io.flashsale.loadtest.faults.FaultPlan.Language;
import io.flashsale.loadtest.faults.FaultPlan.Rewrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Guards are taken away by replacing text of the services: whoever rewords a guard has to reword its removal. */
class GuardsAreStillThereTest {

    @TestFactory
    Stream<DynamicTest> everyTextIsFoundInTheService() {
        return Stream.of(Guard.values())
                .map(guard -> DynamicTest.dynamicTest(guard.label(), () -> {
                    assertThat(Cells.full()).contains(Cells.named(guard.cell()));
                    for (Rewrite rewrite : guard.plan(Path.of("not-written")).rewrites()) {
                        if (rewrite.language() == Language.LUA) {
                            assertThat(scripts(guard)).anyMatch(script -> script.contains(rewrite.find()));
                        }
                    }
                }));
    }

    private static List<String> scripts(Guard guard) throws IOException {
        Path folder =
                Folders.current().root().resolve(guard.component().module()).resolve("src/main/resources/lua");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(GuardsAreStillThereTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
