package io.flashsale.jobs.reconciliation;

import io.flashsale.web.ProblemType;

/** What the desk for reconciliations refuses. */
enum ReconciliationProblem implements ProblemType {
    RECONCILING;

    @Override
    public String slug() {
        return "reconciling";
    }

    @Override
    public int status() {
        return 503;
    }

    @Override
    public String title() {
        return "A reconciliation is under way";
    }
}
