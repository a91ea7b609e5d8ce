package io.flashsale.audit;

import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service its audit log: table, writing, showing. */
@AutoConfiguration(
        afterName = {
            "io.flashsale.web.IdentityAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        },
        beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class AuditAutoConfiguration {

    /** After Spring Security, which knows the operator. */
    private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 100;

    @Bean
    FlywayConfigurationCustomizer auditTables() {
        return flyway -> flyway.locations(Stream.concat(
                        Arrays.stream(flyway.getLocations()), Stream.of(Location.fromPath("classpath:", "db/audit")))
                .toArray(Location[]::new));
    }

    @Bean
    AuditLog auditLog(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new AuditLog(jdbc, transaction, clock);
    }

    @Bean
    FilterRegistrationBean<AuditFilter> auditFilter(AuditLog log) {
        FilterRegistrationBean<AuditFilter> registration = new FilterRegistrationBean<>(new AuditFilter(log));
        registration.addUrlPatterns("/api/admin/*");
        registration.setOrder(ORDER);
        return registration;
    }

    @Bean
    AuditEntriesController auditEntriesController(AuditLog log) {
        return new AuditEntriesController(log);
    }
}
