/** The pages people see: the landing page and one page per problem. */
@NullMarked
package io.flashsale.gateway.pages;

import org.jspecify.annotations.NullMarked;
