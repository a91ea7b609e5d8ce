package io.flashsale.web;

/**
 * Who makes a request, as the gateway (or a named peer) vouches for it. Controllers take it as a parameter.
 *
 * @param subject the buyer's, operator's or service's id; {@code "anonymous"} for callers without a login
 * @param role what the caller may do
 */
public record Caller(String subject, Role role) {

    /** Refuses everybody who does not have the given role: 401 for callers without a login, else 403. */
    public Caller require(Role needed) {
        if (role == needed) {
            return this;
        }
        throw role == Role.ANONYMOUS
                ? new ProblemException(
                        CommonProblem.UNAUTHENTICATED, "Log in first: this needs the role " + needed + ".")
                : new ProblemException(CommonProblem.FORBIDDEN, "This needs the role " + needed + ".");
    }
}
