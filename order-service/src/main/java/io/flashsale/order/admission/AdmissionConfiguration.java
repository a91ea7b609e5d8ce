package io.flashsale.order.admission;

import io.flashsale.order.config.Periodic;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires admission. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdmissionProperties.class, PurchaseTokenProperties.class})
class AdmissionConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionConfiguration.class);

    /** Least time between an answer and the next question, should answers come faster than anything can change. */
    private static final Duration BREATH = Duration.ofMillis(20);

    @Bean
    PurchaseTokens purchaseTokens(PurchaseTokenProperties properties) {
        return new PurchaseTokens(properties);
    }

    @Bean
    KnownSale knownSale(Clock clock, AdmissionProperties properties) {
        return new KnownSale(clock, properties.soldOutBelief());
    }

    @Bean
    RecentAcceptances recentAcceptances(AdmissionProperties properties) {
        return new RecentAcceptances(properties.recentAcceptances());
    }

    @Bean
    RecentRefusals recentRefusals(AdmissionProperties properties) {
        return new RecentRefusals(properties.recentAcceptances());
    }

    @Bean(destroyMethod = "giveUp")
    OrderIds orderIds(WorkerLeases leases, Clock clock) {
        String owner = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();
        OrderIds ids = new OrderIds(leases, clock, owner.substring(Math.max(0, owner.length() - 64)));
        ids.keepLease();
        return ids;
    }

    @Bean
    PurchaseLanes purchaseLanes(
            BatchTransaction transaction,
            StockGate gate,
            KnownSale sale,
            AdmissionProperties properties,
            Executor virtualThreads,
            MeterRegistry meters) {
        return new PurchaseLanes(
                transaction,
                gate,
                sale,
                new PurchaseLanes.Limits(
                        properties.laneCapacity(),
                        properties.batchSize(),
                        properties.slotsPerLane(),
                        properties.requestDeadline()),
                virtualThreads,
                meters);
    }

    @Bean
    Periodic workerLeaseRenewal(OrderIds ids, AdmissionProperties properties) {
        return new Periodic("worker-lease", properties.renewLeaseEvery(), ids::keepLease);
    }

    @Bean
    Periodic saleNews(StockGate gate, KnownSale sale, PurchaseLanes lanes, AdmissionProperties properties) {
        return Periodic.pausing("sale-news", properties.newsPatience(), () -> {
            try {
                sale.learn(gate.live(sale.version(), properties.newsPatience()));
                lanes.dropIdle();
                return BREATH;
            } catch (StockGate.Unreachable e) {
                LOG.debug("There is no news of the sale: {}", e.getMessage());
                return properties.newsPatience();
            }
        });
    }
}
