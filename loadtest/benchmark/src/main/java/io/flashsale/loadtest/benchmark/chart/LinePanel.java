package io.flashsale.loadtest.benchmark.chart;

import io.flashsale.loadtest.benchmark.chart.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Two lines over the same places, on a logarithmic scale, each point with its number.
 *
 * @param across what the places are
 * @param unit of the numbers
 * @param lower the line that is below, with its numbers below it
 * @param upper the line that is above, with its numbers above it
 */
public record LinePanel(String title, String across, String unit, Line lower, Line upper) implements Panel {

    private static final int HEIGHT = 400;
    private static final int LEFT = 76;
    private static final int RIGHT = Chart.WIDTH - 96;
    private static final int PLOT_TOP = 52;
    private static final int PLOT_BOTTOM = 330;
    private static final double RADIUS = 4.5;
    private static final double[] STEPS = {1, 2, 5};
    private static final int MOST_STEPS = 8;

    /** A named line through its points. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("A line has points");
            }
        }
    }

    /**
     * One of them.
     *
     * @param y above 0
     */
    public record Point(double x, double y) {
        public Point {
            if (y <= 0) {
                throw new IllegalArgumentException("A logarithmic scale has no place for " + y);
            }
        }
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void draw(Svg svg, int top) {
        Scale scale = scale(top);
        svg.text("heading", Anchor.START, 24, top + 20.0, title);
        svg.text("faint", Anchor.START, 24, top + 40.0, unit + ", logarithmic");
        for (double tick : decades(scale.least, scale.most)) {
            svg.line("grid", LEFT, scale.y(tick), RIGHT, scale.y(tick));
            svg.text("faint", Anchor.END, LEFT - 8.0, scale.y(tick) + 4, number(tick));
        }
        for (double tick : steps(scale.widest)) {
            svg.line("grid", scale.x(tick), top + PLOT_BOTTOM, scale.x(tick), top + PLOT_BOTTOM + 6.0);
            svg.text("faint", Anchor.MIDDLE, scale.x(tick), top + PLOT_BOTTOM + 22.0, number(tick));
        }
        svg.text("faint", Anchor.MIDDLE, (LEFT + RIGHT) / 2.0, top + PLOT_BOTTOM + 44.0, across);
        draw(svg, scale, upper, "second", -12);
        draw(svg, scale, lower, "first", 22);
    }

    private static void draw(Svg svg, Scale scale, Line line, String look, double labelBelow) {
        svg.path(
                look + "-line",
                line.points.stream()
                        .map(point -> Svg.point(scale.x(point.x), scale.y(point.y)))
                        .collect(Collectors.joining(" ")));
        for (Point point : line.points) {
            svg.circle(look, scale.x(point.x), scale.y(point.y), RADIUS);
            svg.text("value", Anchor.MIDDLE, scale.x(point.x), scale.y(point.y) + labelBelow, number(point.y));
        }
        Point last = line.points.getLast();
        svg.text("heading " + look, Anchor.START, scale.x(last.x) + 22, scale.y(last.y) + 5, line.name);
    }

    @Override
    public String inWords() {
        return title + ". " + inWords(lower) + " " + inWords(upper);
    }

    private String inWords(Line line) {
        return line.points.stream()
                .map(point -> number(point.y) + " " + unit + " at " + number(point.x))
                .collect(Collectors.joining(", ", line.name + ": ", " " + across + "."));
    }

    private Scale scale(int top) {
        List<Point> all = new ArrayList<>(lower.points);
        all.addAll(upper.points);
        double least = all.stream().mapToDouble(Point::y).min().orElseThrow();
        double most = all.stream().mapToDouble(Point::y).max().orElseThrow();
        double widest = all.stream().mapToDouble(Point::x).max().orElseThrow();
        // Room for the numbers beyond the outermost points.
        return new Scale(top, least / 2, most * 2, Math.max(widest, 1));
    }

    private record Scale(int top, double least, double most, double widest) {
        double x(double value) {
            return LEFT + (RIGHT - LEFT) * value / widest;
        }

        double y(double value) {
            double share = Math.log(value / least) / Math.log(most / least);
            return top + PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * share;
        }
    }

    /** Powers of ten, their doubles and halves, between the two. */
    private static List<Double> decades(double least, double most) {
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(least))); decade <= most; decade *= 10) {
            for (double step : STEPS) {
                if (decade * step >= least && decade * step <= most) {
                    ticks.add(decade * step);
                }
            }
        }
        return ticks;
    }

    /** Round numbers from 0 on, at the same distance. */
    private static List<Double> steps(double widest) {
        double least = widest / MOST_STEPS;
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        double step = decade * 10;
        for (double each : STEPS) {
            if (decade * each >= least) {
                step = decade * each;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= widest; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 10 || value == Math.rint(value) ? "%,.0f" : "%.1f", value);
    }
}
