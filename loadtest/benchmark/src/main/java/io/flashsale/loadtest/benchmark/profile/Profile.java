package io.flashsale.loadtest.benchmark.profile;

import io.flashsale.loadtest.benchmark.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * What one JVM was busy with.
 *
 * @param usedMillis its processor time, of all threads
 * @param samples stacks, one for each {@link Recorder#PERIOD} of Java code
 * @param libraries share of the process's time by who was at work, 0 to 1: code of the JDK counts for the library that
 *     called it
 * @param methods share of the process's time by the method on top of the stack, 0 to 1; the {@value #METHODS} dearest
 */
public record Profile(
        String process, double usedMillis, long samples, Map<String, Double> libraries, Map<String, Double> methods) {

    /** Compilers, collector and whatever else of a JVM has no Java stack. */
    static final String VIRTUAL_MACHINE = "compilers, collector";

    private static final String EVENT = "jdk.CPUTimeSample";
    private static final String JDK_ALONE = "JDK alone";
    private static final int METHODS = 20;
    private static final int SHOWN_METHODS = 6;
    private static final double WORTH_A_ROW = 0.02;

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** Names under which unrelated things live. */
    private static final List<String> WIDE =
            List.of("org.apache.", "org.springframework.", "io.flashsale.", "com.github.");

    public Profile {
        libraries = Map.copyOf(libraries);
        methods = Map.copyOf(methods);
    }

    /** Sums up a recording. */
    static Profile of(String process, Path recording, double usedMillis) {
        Map<String, Long> libraries = new HashMap<>();
        Map<String, Long> methods = new HashMap<>();
        long samples = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (EVENT.equals(event.getEventType().getName())) {
                    List<String> stack = stack(event);
                    libraries.merge(library(stack), 1L, Long::sum);
                    stack.stream().findFirst().ifPresent(top -> methods.merge(top, 1L, Long::sum));
                    samples++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No recording can be read from " + recording, e);
        }
        double javaMillis = (double) samples * Recorder.PERIOD.toMillis();
        double all = Math.max(usedMillis, javaMillis);
        Map<String, Double> shares = shares(libraries, all, libraries.size());
        shares.put(VIRTUAL_MACHINE, all == 0 ? 0 : (all - javaMillis) / all);
        return new Profile(process, usedMillis, samples, shares, shares(methods, all, METHODS));
    }

    /** Who was at work, side by side; what is worth a row in none of them is left out. */
    public static Table libraries(List<Profile> profiles) {
        return table(
                "share of the processor time",
                profiles,
                profiles.stream()
                        .flatMap(profile -> profile.libraries.entrySet().stream())
                        .filter(entry -> entry.getValue() >= WORTH_A_ROW)
                        .map(Map.Entry::getKey)
                        .toList(),
                Profile::libraries);
    }

    /** The dearest methods of each. */
    public static Table methods(List<Profile> profiles) {
        return table(
                "on top of the stack",
                profiles,
                profiles.stream()
                        .flatMap(profile -> dearest(profile.methods).limit(SHOWN_METHODS))
                        .map(Map.Entry::getKey)
                        .toList(),
                Profile::methods);
    }

    private static Table table(
            String title,
            List<Profile> profiles,
            Collection<String> rows,
            Function<Profile, Map<String, Double>> shares) {
        Map<String, Double> sums = new HashMap<>();
        for (String row : new TreeSet<>(rows)) {
            sums.put(
                    row,
                    profiles.stream()
                            .mapToDouble(profile -> shares.apply(profile).getOrDefault(row, 0.0))
                            .sum());
        }
        return new Table(
                title,
                profiles.stream().map(Profile::process).toList(),
                dearest(sums)
                        .map(row -> new Table.Row(
                                row.getKey(),
                                "",
                                profiles.stream()
                                        .map(profile -> percent(shares.apply(profile), row.getKey()))
                                        .toList()))
                        .toList());
    }

    private static String percent(Map<String, Double> shares, String name) {
        return Optional.ofNullable(shares.get(name))
                .map(share -> String.format(Locale.ROOT, "%.1f %%", share * 100))
                .orElse("–");
    }

    private static Map<String, Double> shares(Map<String, Long> samples, double allMillis, int most) {
        return dearest(samples)
                .limit(most)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue() * Recorder.PERIOD.toMillis() / allMillis));
    }

    private static <N extends Number & Comparable<N>> Stream<Map.Entry<String, N>> dearest(Map<String, N> costs) {
        return costs.entrySet().stream()
                .sorted(Map.Entry.<String, N>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
    }

    /** From the top: class and method. */
    private static List<String> stack(RecordedEvent event) {
        return event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .map(Profile::name)
                        .toList();
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }

    /** The first in the stack that is not of the JDK. */
    static String library(List<String> stack) {
        return stack.stream()
                .filter(method -> JDK.stream().noneMatch(method::startsWith))
                .findFirst()
                .map(method -> {
                    int parts = WIDE.stream().anyMatch(method::startsWith) ? 3 : 2;
                    return Arrays.stream(method.split("\\.", -1)).limit(parts).collect(Collectors.joining("."));
                })
                .orElse(JDK_ALONE);
    }
}
