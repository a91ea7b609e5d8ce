/** What several benchmarks share: a sale, its buyers, their load over HTTP, and the books that have to balance. */
@NullMarked
package io.flashsale.loadtest.benchmark.sale;

import org.jspecify.annotations.NullMarked;
