/** The admission benchmark: what is measured, in which order, and how it is told. */
@NullMarked
package io.flashsale.loadtest.benchmark;

import org.jspecify.annotations.NullMarked;
