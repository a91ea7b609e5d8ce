/** What a service does by the clock, on one of its instances at a time; and how old rows go. */
@NullMarked
package io.flashsale.jobs;

import org.jspecify.annotations.NullMarked;
