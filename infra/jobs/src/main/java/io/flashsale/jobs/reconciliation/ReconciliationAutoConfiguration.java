package io.flashsale.jobs.reconciliation;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Opens the books of a service that compares any. */
@AutoConfiguration(
        afterName = {
            "io.flashsale.web.IdentityAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration"
        })
@ConditionalOnBean(DailyReconciliation.class)
class ReconciliationAutoConfiguration {

    @Bean
    ReconciliationBooks reconciliationBooks(JdbcTemplate jdbc, DataSource dataSource, Clock clock) {
        return new ReconciliationBooks(jdbc, dataSource, clock);
    }

    @Bean
    ReconciliationsController reconciliationsController(
            DailyReconciliation daily, ReconciliationBooks books, Clock clock) {
        return new ReconciliationsController(daily, books, clock);
    }
}
