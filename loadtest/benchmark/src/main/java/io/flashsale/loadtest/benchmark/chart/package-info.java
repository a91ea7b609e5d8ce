/** Charts as SVG documents: no scripts, no fonts of their own, readable on light and on dark paper. */
@NullMarked
package io.flashsale.loadtest.benchmark.chart;

import org.jspecify.annotations.NullMarked;
