package io.flashsale.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.loadtest.chaos.platform.CrashPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Crash points are named by text: whoever moves or renames the method has to move its point. */
class CrashPointsAreStillThereTest {

    @TestFactory
    Stream<DynamicTest> everyPointOfOursIsInTheService() {
        return Stream.of(CrashPoint.values())
                .filter(point -> point.method().startsWith("io.flashsale."))
                .map(point -> DynamicTest.dynamicTest(point.name(), () -> {
                    String type = point.method().substring(0, point.method().lastIndexOf('.'));
                    String method = point.method().substring(type.length() + 1);
                    Path file = Folders.current()
                            .root()
                            .resolve(point.component().module())
                            .resolve("src/main/java")
                            .resolve(type.replace('.', '/') + ".java");
                    assertThat(file).exists();
                    assertThat(Files.readString(file)).contains(" " + method + "(");
                }));
    }
}
