package io.flashsale.loadtest.benchmark.profile;

import io.flashsale.loadtest.benchmark.measure.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lets running JVMs record themselves with JDK Flight Recorder: a stack each 10 ms of processor time of a thread (JEP 509),
 * and a sample of allocations. What is compiled or collected meanwhile has no stack.
 */
public final class Recorder {

    /** Processor time that one sample stands for; {@code processor.jfc} says the same. */
    static final Duration PERIOD = Duration.ofMillis(10);

    private static final String RECORDING = "benchmark";
    private static final String SETTINGS = "/profile/processor.jfc";

    private final Processes jvms;
    private final Path folder;

    /**
     * Records nothing yet.
     *
     * @param folder where the recordings go, a file per process; created if there is none
     */
    public Recorder(Processes jvms, Path folder) {
        this.jvms = jvms;
        this.folder = folder;
    }

    /** Begins in every JVM. */
    public void begin() {
        Path settings = folder.resolve("processor.jfc");
        try (InputStream content = Recorder.class.getResourceAsStream(SETTINGS)) {
            if (content == null) {
                throw new IllegalStateException(SETTINGS + " is not on the class path");
            }
            Files.createDirectories(folder);
            Files.copy(content, settings, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can be recorded into " + folder, e);
        }
        jvms.pids().forEach((_, pid) -> command(pid, "JFR.start", "name=" + RECORDING, "settings=" + settings));
    }

    /**
     * Ends in every JVM, and sums up.
     *
     * @param usedMillis processor time of each process meanwhile
     * @param count of what was done meanwhile, above 0
     */
    public List<Profile> end(Map<String, Double> usedMillis, long count) {
        jvms.pids()
                .forEach((name, pid) ->
                        command(pid, "JFR.stop", "name=" + RECORDING, "filename=" + recording(folder, name)));
        return jvms.pids().keySet().stream()
                .sorted()
                .map(name -> Profile.of(name, recording(folder, name), usedMillis.getOrDefault(name, 0.0), count))
                .toList();
    }

    private static Path recording(Path folder, String name) {
        return folder.resolve(name + ".jfr");
    }

    private static void command(long pid, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // It ends with 0 whatever the JVM answers.
            if (process.waitFor() != 0
                    || Stream.of("Started recording", "Stopped recording").noneMatch(said::contains)) {
                throw new IllegalStateException("%s: %s".formatted(String.join(" ", command), said.strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A recording needs jcmd of the JDK", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
