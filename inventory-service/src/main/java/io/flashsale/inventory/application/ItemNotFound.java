package io.flashsale.inventory.application;

/** The campaign has no such item. */
public final class ItemNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ItemNotFound(String message) {
        super(message, null, false, false);
    }

    static ItemNotFound forSku(long campaignId, String sku) {
        return new ItemNotFound("Campaign " + campaignId + " has no item " + sku + ".");
    }
}
