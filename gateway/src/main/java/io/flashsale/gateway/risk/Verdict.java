package io.flashsale.gateway.risk;

import java.time.Instant;
import java.util.List;

/**
 * What was made of a caller, and why.
 *
 * @param requestId the trace id of the request
 * @param step challenge, purchase token or order, by the id of its route
 * @param score points against the caller
 * @param reasons what the points were for
 */
record Verdict(
        String requestId, Instant at, String buyer, String step, int score, List<String> reasons, Consequence verdict) {

    /** What follows. */
    enum Consequence {
        ALLOW,
        HARDER_CHALLENGE,
        SLOW_LANE,
        DENY
    }
}
