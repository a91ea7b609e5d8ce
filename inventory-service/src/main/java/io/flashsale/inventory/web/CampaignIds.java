package io.flashsale.inventory.web;

import io.flashsale.inventory.application.CampaignNotFound;

/** Ids travel as strings; one that is no id of ours is an id of nothing. */
final class CampaignIds {
    private CampaignIds() {}

    static long parse(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw CampaignNotFound.forId(id);
        }
    }
}
