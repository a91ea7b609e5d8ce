package io.flashsale.inventory.domain;

/** What the gate currently shows for one item that it is ready to sell. */
public record GateState(long epoch, int available, CampaignStatus status, long statusVersion) {}
