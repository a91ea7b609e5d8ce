package io.flashsale.loadtest.benchmark.chart;

/** One diagram of a {@link Chart}. */
public sealed interface Panel permits LinePanel, BarPanel {

    /** In pixels. */
    int height();

    /** Draws itself over the whole width, from this height on. */
    void draw(Svg svg, int top);

    /** Everything it shows, for those who do not see it. */
    String inWords();
}
