package io.flashsale.inventory.web;

import io.flashsale.web.ProblemType;

/** The problems of this service. */
enum InventoryProblem implements ProblemType {
    CAMPAIGN_NOT_FOUND("campaign-not-found", 404, "There is no such campaign"),
    ITEM_NOT_FOUND("item-not-found", 404, "The campaign has no such item"),
    BATCH_NOT_FOUND("batch-not-found", 404, "Nothing is known about this batch"),
    RESERVATION_NOT_FOUND("reservation-not-found", 404, "There is no such reservation"),
    ILLEGAL_TRANSITION("illegal-transition", 409, "The campaign cannot take this step now"),
    SECOND_OPERATOR_NEEDED("second-operator-needed", 409, "A second operator has to ask for the same"),
    BATCH_SEALED("batch-sealed", 409, "This batch was given up and will not be decided"),
    STOCK_PROMISED("stock-promised", 409, "These units are not free any more"),
    RESERVATION_NOT_HELD("reservation-not-held", 409, "The reservation is not held"),
    RECONCILIATION_RUNNING("reconciliation-running", 409, "A reconciliation is running"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "This Idempotency-Key belongs to another request"),
    GATE_NOT_READY("gate-not-ready", 503, "The stock gate is not ready"),
    NOT_YET("not-yet", 503, "The reservation has not reached the ledger yet");

    private final String slug;
    private final int status;
    private final String title;

    InventoryProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
