/** What the services' repositories have in common. */
@NullMarked
package io.flashsale.persistence;

import org.jspecify.annotations.NullMarked;
