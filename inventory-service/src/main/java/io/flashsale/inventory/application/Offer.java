package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;

/** An item together with the campaign that offers it. */
public record Offer(Campaign campaign, CampaignItem item) {}
