package io.flashsale.payment.persistence;

import io.flashsale.jobs.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of old records about money. Payments, refunds and cases stay. */
@Configuration(proxyBeanMethods = false)
class OldMoney {

    /** Entries of buyers for whom no checkout holds anything. */
    @Bean
    OldRows oldWalletEntries() {
        return OldRows.of("wallet_entry", "created_at")
                .when("NOT EXISTS (SELECT 1 FROM wallet_hold h WHERE h.buyer_id = wallet_entry.buyer_id"
                        + " AND h.status = 'HELD')")
                .by("id", "created_at")
                .archived();
    }

    @Bean
    OldRows oldNotifications() {
        return OldRows.of("provider_notification", "received_at")
                .when("verdict <> 'UNDECIDED'")
                .by("id", "received_at")
                .deleted();
    }
}
