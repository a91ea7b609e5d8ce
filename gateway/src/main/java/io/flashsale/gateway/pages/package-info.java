/** The pages people see: storefront, console, and one page per problem. */
@NullMarked
package io.flashsale.gateway.pages;

import org.jspecify.annotations.NullMarked;
