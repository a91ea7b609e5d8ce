package io.flashsale.loadtest.benchmark.chart;

import io.flashsale.loadtest.benchmark.chart.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Bars below each other, each with its number.
 *
 * @param unit of the numbers
 */
public record BarPanel(String title, String unit, List<Bar> bars) implements Panel {

    private static final int HEAD = 52;
    private static final int ROW = 52;
    private static final int FOOT = 20;
    private static final int THICKNESS = 18;
    private static final int LEFT = 24;
    private static final int RIGHT = Chart.WIDTH - 180;

    /**
     * One of them.
     *
     * @param ours stands out from what it is compared with
     * @param value its length
     * @param least beginning of the range the value was seen in
     * @param most end of that range
     */
    public record Bar(String name, boolean ours, double value, double least, double most) {}

    public BarPanel {
        bars = List.copyOf(bars);
    }

    @Override
    public int height() {
        return HEAD + bars.size() * ROW + FOOT;
    }

    @Override
    public void draw(Svg svg, int top) {
        svg.text("heading", Anchor.START, LEFT, top + 20.0, title);
        svg.text("faint", Anchor.START, LEFT, top + 40.0, unit + ", median and range of the rounds");
        double longest = bars.stream().mapToDouble(Bar::most).max().orElse(1);
        double scale = (RIGHT - LEFT) / Math.max(longest, 1);
        double y = top + HEAD;
        for (Bar bar : bars) {
            svg.text("name", Anchor.START, LEFT, y + 14, bar.name);
            svg.rectangle(bar.ours ? "first" : "other", LEFT, y + 20, bar.value * scale, THICKNESS);
            double below = y + 20 + THICKNESS + 5;
            svg.line("range", LEFT + bar.least * scale, below, LEFT + bar.most * scale, below);
            svg.text("value", Anchor.START, LEFT + bar.most * scale + 10, y + 34, numbers(bar));
            y += ROW;
        }
    }

    @Override
    public String inWords() {
        return bars.stream()
                .map(bar -> bar.name + ": " + numbers(bar))
                .collect(Collectors.joining("; ", title + ", " + unit + ". ", "."));
    }

    private static String numbers(Bar bar) {
        return bar.least == bar.most
                ? String.format(Locale.ROOT, "%,.0f", bar.value)
                : String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", bar.value, bar.least, bar.most);
    }
}
