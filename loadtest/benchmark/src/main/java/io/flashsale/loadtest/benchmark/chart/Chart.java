package io.flashsale.loadtest.benchmark.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Diagrams below each other.
 *
 * @param title of them all
 */
public record Chart(String title, List<Panel> panels) {

    static final int WIDTH = 860;

    private static final int HEAD = 48;

    /** Colours of light paper, and in their place those of dark paper. All texts have a contrast of at least 4.5 to 1. */
    private static final String STYLE = """
        text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
        .title { font-size: 18px; font-weight: 600; }
        .heading { font-size: 15px; font-weight: 600; }
        .faint { fill: #59636e; }
        .paper { fill: #ffffff; }
        .grid { stroke: #d1d9e0; stroke-width: 1; }
        .range { stroke: #1f2328; stroke-width: 2; }
        .first { fill: #0550ae; }
        .second { fill: #953800; }
        .other { fill: #818b98; }
        .first-line { fill: none; stroke: #0550ae; stroke-width: 2.5; }
        .second-line { fill: none; stroke: #953800; stroke-width: 2.5; stroke-dasharray: 7 4; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; }
          .faint { fill: #9198a1; }
          .paper { fill: #0d1117; }
          .grid { stroke: #3d444d; }
          .range { stroke: #f0f6fc; }
          .first { fill: #79c0ff; }
          .second { fill: #ffa657; }
          .other { fill: #656c76; }
          .first-line { stroke: #79c0ff; }
          .second-line { stroke: #ffa657; }
        }
        """;

    public Chart {
        panels = List.copyOf(panels);
    }

    /** The document. */
    public String svg() {
        Svg svg = new Svg();
        int height = HEAD;
        for (Panel panel : panels) {
            panel.draw(svg, height);
            height += panel.height();
        }
        Svg ground = new Svg();
        ground.rectangle("paper", 0, 0, WIDTH, height);
        ground.text("title", Svg.Anchor.START, 24, 32, title);
        String words = panels.stream().map(Panel::inWords).collect(Collectors.joining(" "));
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title description\""
                                + " viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
                        WIDTH,
                        height,
                        WIDTH,
                        height)
                + "<title id=\"title\">" + Svg.escaped(title) + "</title>\n"
                + "<desc id=\"description\">" + Svg.escaped(words) + "</desc>\n"
                + "<style>\n" + STYLE + "</style>\n" + ground + svg + "</svg>\n";
    }
}
