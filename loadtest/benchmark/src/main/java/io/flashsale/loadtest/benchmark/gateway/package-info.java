/** What the gateway answers by itself, beside the least that could have answered, and its memory under a flood. */
@NullMarked
package io.flashsale.loadtest.benchmark.gateway;

import org.jspecify.annotations.NullMarked;
