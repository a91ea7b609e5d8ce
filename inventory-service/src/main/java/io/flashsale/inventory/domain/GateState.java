package io.flashsale.inventory.domain;

/**
 * What the gate currently shows for one item that it is ready to sell.
 *
 * @param revision changes of the gate since its epoch began
 */
public record GateState(long epoch, long revision, int available, CampaignStatus status, long statusVersion) {}
