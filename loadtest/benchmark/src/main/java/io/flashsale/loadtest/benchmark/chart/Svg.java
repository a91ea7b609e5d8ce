package io.flashsale.loadtest.benchmark.chart;

import java.util.Locale;

/**
 * Shapes of an SVG document, in pixels from its upper left corner. Their looks are classes of {@link Chart}'s style sheet.
 */
final class Svg {

    /** Where a text is anchored. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder shapes = new StringBuilder();

    void rectangle(String look, double x, double y, double width, double height) {
        shape("rect", look, at("x", x) + at("y", y) + at("width", width) + at("height", height));
    }

    void line(String look, double fromX, double fromY, double toX, double toY) {
        shape("line", look, at("x1", fromX) + at("y1", fromY) + at("x2", toX) + at("y2", toY));
    }

    void circle(String look, double x, double y, double radius) {
        shape("circle", look, at("cx", x) + at("cy", y) + at("r", radius));
    }

    /**
     * Lines from point to point.
     *
     * @param points as {@link #point} writes them, separated by blanks
     */
    void path(String look, String points) {
        shape("polyline", look, attribute("points", points));
    }

    void text(String look, Anchor anchor, double x, double y, String text) {
        String attributes = attribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT)) + at("x", x) + at("y", y);
        shapes.append("<text")
                .append(attribute("class", look))
                .append(attributes)
                .append('>');
        shapes.append(escaped(text)).append("</text>\n");
    }

    static String point(double x, double y) {
        return pixels(x) + "," + pixels(y);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return shapes.toString();
    }

    private void shape(String name, String look, String attributes) {
        shapes.append('<')
                .append(name)
                .append(attribute("class", look))
                .append(attributes)
                .append("/>\n");
    }

    private static String at(String name, double value) {
        return attribute(name, pixels(value));
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + value + "\"";
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
