package io.flashsale.middleware;

/** Asks a server whether it does its work already. */
@FunctionalInterface
public interface ReadyCheck {

    /** False, or any exception, means: not yet. */
    boolean isReady() throws Exception;
}
