/** The least that can answer: what a gateway's own work is held against. Run with the gateway's libraries. */
@NullMarked
package io.flashsale.loadtest.benchmark.bare;

import org.jspecify.annotations.NullMarked;
