@NullMarked
package io.flashsale.jobs;

import org.jspecify.annotations.NullMarked;
