package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.BatchState;

/** What is known about a batch, and the offer it was made for. */
public record BatchDecision(Offer offer, BatchState state) {}
