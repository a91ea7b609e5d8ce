package io.flashsale.loadtest.auditor;

/** The numbers of one campaign, and whether they may be believed: a run that breaks an invariant has no numbers. */
public record Verdict(SaleNumbers numbers, AuditReport audit) {}
