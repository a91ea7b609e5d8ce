package io.flashsale.web;

/** A kind of problem a client can be told about. Each service has one enum of its own kinds. */
public interface ProblemType {

    /** Stable identifier, lower-case with dashes: the last segment of the problem's {@code type} and its {@code code}. */
    String slug();

    /** HTTP status code. */
    int status();

    /** Short human-readable summary, the same for every occurrence. */
    String title();
}
