package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignStep;

/** The campaign is in a status from which the step is not allowed. */
public final class IllegalTransition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private IllegalTransition(String message) {
        super(message, null, false, false);
    }

    static IllegalTransition of(Campaign campaign, CampaignStep step) {
        return new IllegalTransition(
                "A campaign that is " + campaign.status() + " cannot take the step \"" + step.verb() + "\".");
    }

    static IllegalTransition windowIsOver(CampaignStep step) {
        return new IllegalTransition(
                "The window of the campaign is over, so it cannot take the step \"" + step.verb() + "\".");
    }

    static IllegalTransition unitsStillHeld(int units) {
        return new IllegalTransition(
                units + " units are still held by orders that are not paid yet; settle when they are paid or expired.");
    }

    static IllegalTransition stockOfEndedSale(Campaign campaign) {
        return new IllegalTransition("The stock of a campaign that is " + campaign.status() + " stays what it is.");
    }

    static IllegalTransition gateOfIdleCampaign(Campaign campaign) {
        return new IllegalTransition("A campaign that is " + campaign.status() + " needs no gates.");
    }

    static IllegalTransition changedMeanwhile(CampaignStep step) {
        return new IllegalTransition(
                "Somebody else changed the campaign before the step \"" + step.verb() + "\"; look at it again.");
    }
}
