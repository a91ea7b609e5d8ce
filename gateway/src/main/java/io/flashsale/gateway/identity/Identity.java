package io.flashsale.gateway.identity;

import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verified access token says. A token from outside can name these two roles; any other is ignored, above all
 * SERVICE.
 */
record Identity(String subject, boolean shopper, boolean operator, Instant expiresAt) {

    static final Caller ANONYMOUS = new Caller("anonymous", Role.ANONYMOUS);

    /** Who this is on that route. Who holds both roles acts as an operator on operators' routes only. */
    Caller on(@Nullable EdgeRoute route) {
        boolean operatorsRoute = route != null && route.access() == EdgeRoute.Access.OPERATORS;
        if (operator && (operatorsRoute || !shopper)) {
            return new Caller(subject, Role.OPERATOR);
        }
        return shopper ? new Caller(subject, Role.SHOPPER) : ANONYMOUS;
    }
}
