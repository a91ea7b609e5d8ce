/** The innermost layers, against a Redis of their own: a plain client, and the lanes in this process. */
@NullMarked
package io.flashsale.loadtest.benchmark.engine;

import org.jspecify.annotations.NullMarked;
