package io.flashsale.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    /** Instructions with their arguments, continued lines joined. */
    private static List<String> instructions() {
        return Files.text("docker/Dockerfile")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .reduce((before, line) -> before.endsWith("\\")
                        ? before.substring(0, before.length() - 1) + line.strip()
                        : before + "\n" + line)
                .stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static Stream<String> argumentsOf(String instruction) {
        return instructions().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1));
    }

    @Test
    void runsOnTheJavaItIsCompiledFor() {
        String release = Files.text("../pom.xml").replaceAll("(?s).*<maven.compiler.release>(\\d+)<.*", "$1");
        assertThat(argumentsOf("FROM"))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).startsWith("eclipse-temurin:" + release + "-jre"));
    }

    @Test
    void runsAsTheUserThatManifestsAllowAndNothingElse() {
        String user = argumentsOf("USER").reduce((before, last) -> last).orElse("root");
        assertThat(user).matches("[1-9][0-9]+");
        assertThat(Files.in("kubernetes", "-service.yaml"))
                .allSatisfy(file -> assertThat(Files.text("kubernetes/" + file.getFileName()))
                        .contains("runAsUser: " + user));
        assertThat(argumentsOf("ENTRYPOINT")).singleElement().asString().startsWith("[\"java\"");
    }

    @Test
    void holdsNoSecret() {
        assertThat(Stream.concat(argumentsOf("ENV"), argumentsOf("ARG")))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("(?i)secret|password|private|_key"));
    }
}
