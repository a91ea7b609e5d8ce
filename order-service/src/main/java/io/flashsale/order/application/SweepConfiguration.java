package io.flashsale.order.application;

import io.flashsale.order.config.Periodic;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs by the clock, on every instance at once. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    SweepConfiguration.SweepProperties.class,
    WatchProperties.class,
    ExpiryProperties.class,
    RefundPolicy.class
})
class SweepConfiguration {

    @Bean
    Periodic unpaidOrdersSweep(CloseUnpaidOrders closeUnpaidOrders, ExpiryProperties properties) {
        return new Periodic("unpaid-orders", properties.sweepEvery(), closeUnpaidOrders::sweep);
    }

    @Bean
    Periodic expiryAlarmsLoad(RingExpiryAlarms ringExpiryAlarms, ExpiryProperties properties) {
        return new Periodic("expiry-alarms-load", properties.loadEvery(), ringExpiryAlarms::load);
    }

    @Bean
    Periodic expiryAlarmsRing(RingExpiryAlarms ringExpiryAlarms) {
        return new Periodic("expiry-alarms-ring", ExpiryAlarms.TICK, ringExpiryAlarms::ring);
    }

    @Bean
    Periodic owedRefundsSweep(SettleOwedRefunds settleOwedRefunds, SweepProperties properties) {
        return new Periodic("owed-refunds", properties.owedRefundsEvery(), settleOwedRefunds::settle);
    }

    @Bean
    Periodic stalledOrdersSweep(ResumeStalledOrders resumeStalledOrders, SweepProperties properties) {
        return new Periodic(
                "stalled-orders",
                properties.stalledEvery(),
                () -> resumeStalledOrders.resume(properties.stalledAfter()));
    }

    @Bean
    Periodic watchedOrdersRecheck(RecheckWatchedOrders recheckWatchedOrders, WatchProperties properties) {
        return new Periodic("watched-orders", properties.recheckEvery(), recheckWatchedOrders::recheck);
    }

    /**
     * How often to look.
     *
     * @param owedRefundsEvery for money that has to go back
     * @param stalledEvery for orders whose saga makes no progress
     * @param stalledAfter how long an order may stay PAID or REFUNDING before its saga is resumed; longer than a saga
     *     step takes
     */
    @ConfigurationProperties("flashsale.sweeps")
    record SweepProperties(
            @DefaultValue("1s") Duration owedRefundsEvery,
            @DefaultValue("5s") Duration stalledEvery,
            @DefaultValue("15s") Duration stalledAfter) {}
}
