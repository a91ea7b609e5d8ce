package io.flashsale.inventory.domain;

/** What is known about a batch: it was decided, or it is sealed and never will be. */
public sealed interface BatchState {
    record Decided(BatchVerdict verdict) implements BatchState {}

    record Sealed() implements BatchState {}
}
