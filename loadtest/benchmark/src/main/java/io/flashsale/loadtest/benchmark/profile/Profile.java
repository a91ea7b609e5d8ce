package io.flashsale.loadtest.benchmark.profile;

import io.flashsale.loadtest.benchmark.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * @param samples stacks, one for each {@link Recorder#PERIOD} of Java code
 * @param libraries milliseconds of the processor per 1,000 of what was done, by who was at work: code of the JDK counts for
 *     the library that called it
 * @param methods the same by the method on top of the stack; the {@value #METHODS} dearest
 */
public record Profile(String process, long samples, Map<String, Double> libraries, Map<String, Double> methods) {

    /** Compilers, collector and whatever else of a JVM has no Java stack. */
    static final String VIRTUAL_MACHINE = "compilers, collector";

    private static final String EVENT = "jdk.CPUTimeSample";
    private static final String JDK_ALONE = "JDK alone";
    private static final int METHODS = 20;
    private static final int SHOWN_METHODS = 6;
    private static final double WORTH_A_ROW = 10;

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** Names under which unrelated things live. */
    private static final List<String> WIDE =
            List.of("org.apache.", "org.springframework.", "io.flashsale.", "com.github.");

    public Profile {
        libraries = Map.copyOf(libraries);
        methods = Map.copyOf(methods);
    }

    /**
     * Sums up a recording.
     *
     * @param usedMillis processor time of the process meanwhile, of all threads
     * @param count of what was done meanwhile, above 0
     */
    static Profile of(String process, Path recording, double usedMillis, long count) {
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
        double others = Math.max(0, usedMillis - (double) samples * Recorder.PERIOD.toMillis());
        Map<String, Double> costs = perThousand(libraries, count);
        costs.put(VIRTUAL_MACHINE, others * 1_000 / count);
        return new Profile(process, samples, costs, dearestOf(perThousand(methods, count)));
    }

    /** Who was at work, side by side; what is worth a row in none of them is left out. */
    public static Table libraries(List<Profile> profiles) {
        return table(
                "CPU-ms per 1000 by library",
                profiles,
                profiles.stream()
                        .flatMap(profile -> profile.libraries.entrySet().stream())
                        .filter(entry -> entry.getValue() >= WORTH_A_ROW)
                        .map(Map.Entry::getKey)
                        .distinct()
                        .toList(),
                Profile::libraries);
    }

    /** The dearest methods of each. */
    public static Table methods(List<Profile> profiles) {
        return table(
                "CPU-ms per 1000 by method",
                profiles,
                profiles.stream()
                        .flatMap(profile -> dearest(profile.methods).limit(SHOWN_METHODS))
                        .map(Map.Entry::getKey)
                        .distinct()
                        .toList(),
                Profile::methods);
    }

    private static Table table(
            String title, List<Profile> profiles, List<String> rows, Function<Profile, Map<String, Double>> costs) {
        Map<String, Double> sums = new HashMap<>();
        for (String row : rows) {
            sums.put(
                    row,
                    profiles.stream()
                            .mapToDouble(profile -> costs.apply(profile).getOrDefault(row, 0.0))
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
                                        .map(profile -> number(costs.apply(profile), row.getKey()))
                                        .toList()))
                        .toList());
    }

    private static String number(Map<String, Double> costs, String name) {
        return Optional.ofNullable(costs.get(name))
                .map(cost -> String.format(Locale.ROOT, "%.1f", cost))
                .orElse("–");
    }

    private static Map<String, Double> perThousand(Map<String, Long> samples, long count) {
        Map<String, Double> costs = new HashMap<>();
        samples.forEach((name, times) -> costs.put(name, (double) times * Recorder.PERIOD.toMillis() * 1_000 / count));
        return costs;
    }

    private static Map<String, Double> dearestOf(Map<String, Double> costs) {
        return dearest(costs).limit(METHODS).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, Double>> dearest(Map<String, Double> costs) {
        return costs.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
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
