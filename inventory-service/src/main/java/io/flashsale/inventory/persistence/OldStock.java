package io.flashsale.inventory.persistence;

import io.flashsale.jobs.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of the stock records of campaigns that are over. */
@Configuration(proxyBeanMethods = false)
class OldStock {

    /** Campaigns nobody compares any more. */
    private static final String OVER =
            "c.status IN ('CLOSED', 'SETTLED', 'CANCELLED') AND c.ends_at < UTC_TIMESTAMP(3) - INTERVAL 30 DAY";

    private static final String OF_ITEMS_OVER =
            "item_id IN (SELECT i.id FROM campaign_item i JOIN campaign c ON c.id = i.campaign_id WHERE " + OVER + ")";

    @Bean
    OldRows oldReservations() {
        return OldRows.of("reservation", "updated_at")
                .when(OF_ITEMS_OVER + " AND status IN ('SOLD', 'RELEASED', 'REJECTED')")
                .by("order_id")
                .archived();
    }

    @Bean
    OldRows oldLedgerEntries() {
        return OldRows.of("ledger_entry", "created_at")
                .when(OF_ITEMS_OVER + " AND state = 'DONE'")
                .by("id")
                .archived();
    }

    @Bean
    OldRows oldJournalEntries() {
        return OldRows.of("journal_entry", "applied_at")
                .when("campaign_id IN (SELECT c.id FROM campaign c WHERE " + OVER + ")")
                .deleted();
    }

    /** Comparisons after which nothing was left to do. */
    @Bean
    OldRows oldReconciliations() {
        return OldRows.of("reconciliation", "finished_at")
                .when("NOT EXISTS (SELECT 1 FROM reconciliation_difference d"
                        + " WHERE d.reconciliation_id = reconciliation.id AND NOT d.repaired)")
                .by("id")
                .with("reconciliation_difference", "reconciliation_id")
                .deleted();
    }

    /** What a second operator never asked for. */
    @Bean
    OldRows oldFirstLooks() {
        return OldRows.of("first_look", "asked_at").deleted();
    }
}
