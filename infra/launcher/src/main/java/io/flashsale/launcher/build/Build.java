package io.flashsale.launcher.build;

import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.middleware.LogTail;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds what is older than its sources, with Maven and without tests. */
public final class Build {

    private static final Pattern MODULE = Pattern.compile("^\\[INFO\\] Building (\\S+) .*\\[(\\d+)/(\\d+)\\]$");

    /** Warnings of the compiler fail the build as well. */
    private static final Pattern SOURCE_WARNING = Pattern.compile("\\[WARNING\\] \\S+\\.java:");

    private final Folders folders;
    private final Consumer<String> notices;

    public Build(Folders folders, Consumer<String> notices) {
        this.folders = folders;
        this.notices = notices;
    }

    /**
     * Builds the stale artefacts of the given components; does nothing, and that quickly, if none is.
     *
     * @throws LauncherProblem if the build fails; it ends with what Maven said
     */
    public void refresh(Set<Component> components) {
        refresh(artefacts(components));
    }

    /** Builds the load generator's simulations if they are stale. */
    public void refreshSimulations() {
        refresh(Stream.of(Artefact.alone("loadtest/simulations")));
    }

    /** Builds the benchmark if it or what it measures in its own process is stale. */
    public void refreshBenchmark() {
        refresh(Stream.of(Artefact.withLibraries("loadtest/benchmark")
                .and("order-service", "inventory-service", "loadtest/auditor", "infra/middleware")));
    }

    /** Builds the fault runner if it or what it uses is stale. */
    public void refreshChaos() {
        refresh(Stream.of(
                Artefact.alone("loadtest/chaos")
                        .and("loadtest/faults", "loadtest/auditor", "infra/launcher", "infra/middleware"),
                Artefact.alone("loadtest/faults")));
    }

    private void refresh(Stream<Artefact> artefacts) {
        List<Artefact> stale =
                artefacts.filter(artefact -> artefact.isStale(folders.root())).toList();
        if (stale.isEmpty()) {
            return;
        }
        Path log = folders.logs().resolve("build.log");
        notices.accept("Building " + stale.stream().map(Artefact::module).collect(Collectors.joining(", ")) + " (log: "
                + folders.root().relativize(log) + ")");
        long begin = System.nanoTime();
        if (run(stale, log) != 0) {
            String errors = LogTail.of(log, 300).stream()
                    .filter(line -> line.startsWith("[ERROR] ")
                            || SOURCE_WARNING.matcher(line).lookingAt())
                    .limit(15)
                    .collect(Collectors.joining("\n  "));
            throw new LauncherProblem("The build failed; the whole log is " + log + ". Maven said:\n  " + errors);
        }
        stale.forEach(artefact -> artefact.stamp(folders.root()));
        notices.accept(String.format(Locale.ROOT, "Built after %.0f s.", (System.nanoTime() - begin) / 1e9));
    }

    private static Stream<Artefact> artefacts(Set<Component> components) {
        return components.stream()
                .map(component -> switch (component) {
                    case NAME_SERVER, BROKER -> Artefact.alone("infra/servers/rocketmq");
                    case SEATA -> Artefact.alone("infra/servers/seata");
                    case MARIADB, REDIS_STOCK, REDIS_EDGE -> null;
                    default -> Artefact.withLibraries(component.module());
                })
                .filter(Objects::nonNull)
                .distinct();
    }

    private int run(List<Artefact> stale, Path log) {
        String modules = stale.stream().map(Artefact::module).collect(Collectors.joining(","));
        List<String> command = new ArrayList<>(List.of(
                maven(), "-B", "-ntp", "-Dmaven.test.skip=true", "-Dspotless.check.skip", "-am", "-pl", modules));
        command.add("package");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folders.root().toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Files.createDirectories(log.getParent());
            Process process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader output = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                    BufferedWriter copy = Files.newBufferedWriter(log)) {
                String line = output.readLine();
                while (line != null) {
                    copy.write(line);
                    copy.newLine();
                    Matcher module = MODULE.matcher(line);
                    if (module.matches()) {
                        notices.accept("  building " + module.group(1) + " (" + module.group(2) + " of "
                                + module.group(3) + ")");
                    }
                    line = output.readLine();
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherProblem("The build was interrupted.", e);
        }
    }

    /** FLASHSALE_MVN, the installed Maven, or the wrapper, which downloads one. */
    private String maven() {
        String chosen = System.getenv("FLASHSALE_MVN");
        if (chosen != null && !chosen.isBlank()) {
            return chosen;
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> folders.root().resolve("mvnw").toString());
    }
}
