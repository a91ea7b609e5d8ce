package io.flashsale.gateway.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a service counts, in the text format of Prometheus. Label values here hold no escapes. */
final class Exposition {

    private record Sample(String name, String labels, double value) {}

    private final List<Sample> samples;

    private Exposition(List<Sample> samples) {
        this.samples = samples;
    }

    /** Reads the samples of the given metrics; lines that are no samples are passed over. */
    static Exposition parse(String text, List<String> metrics) {
        List<Sample> samples = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int nameEnd = firstOf(line, '{', ' ');
            if (nameEnd <= 0 || !metrics.contains(line.substring(0, nameEnd))) {
                continue;
            }
            int labelsEnd = line.charAt(nameEnd) == '{' ? line.lastIndexOf('}') : nameEnd;
            if (labelsEnd < 0) {
                continue;
            }
            String[] numbers = line.substring(labelsEnd + 1).trim().split(" ", 2);
            try {
                samples.add(new Sample(
                        line.substring(0, nameEnd),
                        line.substring(nameEnd, labelsEnd),
                        Double.parseDouble(numbers[0])));
            } catch (NumberFormatException e) {
                // Not a sample.
            }
        }
        return new Exposition(samples);
    }

    /** The sum over all labels; null when the metric is not there. */
    @Nullable Double sum(String metric) {
        List<Sample> found =
                samples.stream().filter(sample -> sample.name().equals(metric)).toList();
        return found.isEmpty()
                ? null
                : found.stream().mapToDouble(Sample::value).sum();
    }

    /** The greatest over all labels; null when the metric is not there. */
    @Nullable Double max(String metric) {
        return samples.stream()
                .filter(sample -> sample.name().equals(metric))
                .map(Sample::value)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Sums by the value of one label. */
    Map<String, Double> by(String metric, String label) {
        Map<String, Double> sums = new TreeMap<>();
        for (Sample sample : samples) {
            if (sample.name().equals(metric)) {
                sums.merge(labelOf(sample, label), sample.value(), Double::sum);
            }
        }
        return sums;
    }

    private static String labelOf(Sample sample, String label) {
        String begin = label + "=\"";
        int at = sample.labels().indexOf(begin);
        return at < 0
                ? ""
                : sample.labels().substring(at + begin.length(), sample.labels().indexOf('"', at + begin.length()));
    }

    private static int firstOf(String line, char one, char other) {
        int a = line.indexOf(one);
        int b = line.indexOf(other);
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }
}
