package io.flashsale.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.middleware.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Artefact artefact = Artefact.withLibraries("shop");

    @TempDir
    Path root;

    @BeforeEach
    void writeSources() throws IOException {
        write("pom.xml");
        write("shop/pom.xml");
        write("shop/src/main/java/Shop.java");
        write("infra/web/src/main/java/Web.java");
    }

    @Test
    void isStaleWhenItWasNeverBuilt() {
        assertThat(artefact.isStale(root)).isTrue();
    }

    @Test
    void isFreshAfterTheBuildAlthoughAReproducibleJarHasAnOldDate() throws IOException {
        Path jar = write("shop/target/shop-1.jar");
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO));

        assertThat(artefact.isStale(root)).isFalse();
    }

    @Test
    void isStaleWhenASourceOfItsLibrariesIsNewer() throws IOException {
        write("shop/target/shop-1.jar");
        newer("infra/web/src/main/java/Web.java");

        assertThat(artefact.isStale(root)).isTrue();
        assertThat(Artefact.alone("shop").isStale(root)).isFalse();
    }

    @Test
    void isStaleWhenAPomIsNewer() throws IOException {
        write("shop/target/shop-1.jar");
        newer("pom.xml");

        assertThat(artefact.isStale(root)).isTrue();
    }

    @Test
    void isFreshAfterABuildThatDidNotHaveToWriteTheJar() throws Exception {
        write("shop/target/shop-1.jar");
        Path pom = root.resolve("pom.xml");
        assertThat(Poll.until(
                        () -> pom.toFile().setLastModified(System.currentTimeMillis()) && artefact.isStale(root), LONG))
                .isTrue();

        assertThat(Poll.until(
                        () -> {
                            artefact.stamp(root);
                            return !artefact.isStale(root);
                        },
                        LONG))
                .isTrue();
    }

    private Path write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
        if (!path.contains("target")) {
            setOld(file);
        }
        return file;
    }

    /** Sources are written before anything is built, folders included. */
    private void setOld(Path file) throws IOException {
        for (@Nullable Path each = file; each != null && !each.equals(root); each = each.getParent()) {
            Files.setLastModifiedTime(each, FileTime.from(LONG_AGO));
        }
    }

    private void newer(String path) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(path), FileTime.from(Instant.now().plusSeconds(5)));
    }
}
