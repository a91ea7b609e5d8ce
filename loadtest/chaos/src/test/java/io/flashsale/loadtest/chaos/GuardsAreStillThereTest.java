package io.flashsale.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.loadtest.chaos.cell.Cells;
import io.flashsale.loadtest.chaos.guard.Guard;
import io.flashsale.loadtest.chaos.guard.Removal;
import io.flashsale.loadtest.faults.FaultPlan.Language;
import io.flashsale.loadtest.faults.FaultPlan.Method;
import io.flashsale.loadtest.faults.FaultPlan.Rewrite;
import io.flashsale.loadtest.faults.FaultPlan.Truism;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Guards are taken away by naming what the services consist of: whoever renames a guard has to rename it there. */
class GuardsAreStillThereTest {

    @TestFactory
    Stream<DynamicTest> whatGuardsConsistOfIsFoundInTheService() {
        return Stream.of(Guard.values())
                .map(guard -> DynamicTest.dynamicTest(guard.label(), () -> {
                    assertThat(Cells.full()).contains(Cells.named(guard.cell()));
                    Removal removal = guard.removal();
                    for (Rewrite rewrite : removal.rewrites()) {
                        if (rewrite.language() == Language.LUA) {
                            assertThat(resources(guard, "lua")).anyMatch(script -> script.contains(rewrite.find()));
                        }
                    }
                    for (Truism truism : removal.truisms()) {
                        Method method = truism.method();
                        assertThat(text(source(guard, method.type()))).contains("boolean " + method.name() + "(");
                    }
                    for (String statement : removal.statements()) {
                        String key = statement.substring(statement.lastIndexOf(' ') + 1);
                        assertThat(resources(guard, "db/migration"))
                                .anyMatch(migration -> migration.contains("UNIQUE KEY " + key));
                    }
                }));
    }

    private static Path source(Guard guard, String type) {
        return main(guard).resolve("java").resolve(type.replace('.', '/') + ".java");
    }

    private static Path main(Guard guard) {
        return Folders.current().root().resolve(guard.component().module()).resolve("src/main");
    }

    private static List<String> resources(Guard guard, String name) throws IOException {
        Path folder = main(guard).resolve("resources").resolve(name);
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
