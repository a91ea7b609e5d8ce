package io.flashsale.inventory.application;

/** There is no such campaign, or none the caller may know of. */
public final class CampaignNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private CampaignNotFound(String message) {
        super(message, null, false, false);
    }

    public static CampaignNotFound forId(String id) {
        return new CampaignNotFound("There is no campaign " + id + ".");
    }

    static CampaignNotFound forId(long id) {
        return forId(Long.toString(id));
    }
}
