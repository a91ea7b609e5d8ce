package io.flashsale.web;

/** Knows a kind of fault that passes: the request did nothing, and may succeed when it is repeated shortly. */
@FunctionalInterface
public interface PassingFault {

    /** Whether this fault, or the cause of one, is of the kind. */
    boolean matches(Throwable cause);
}
