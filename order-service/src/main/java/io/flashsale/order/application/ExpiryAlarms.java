package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.Orders.Due;
import io.flashsale.order.timing.TimingWheel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Alarms for the orders that are due soon. What is due later is set when it comes near, by {@link RingExpiryAlarms}, so
 * that memory does not grow with the orders that wait for payment.
 */
@Component
public class ExpiryAlarms {

    static final Duration TICK = Duration.ofMillis(100);

    /** A turn of 102 s: with the usual look-ahead of a minute nothing has to stay for a second turn. */
    private static final int SLOTS = 1024;

    private final TimingWheel<OrderId> wheel;
    private final Duration lookAhead;
    private final Clock clock;

    ExpiryAlarms(ExpiryProperties properties, MeterRegistry meters, Clock clock) {
        this.wheel = new TimingWheel<>(TICK.toMillis(), SLOTS, properties.alarms(), clock.millis());
        this.lookAhead = properties.lookAhead();
        this.clock = clock;
        Gauge.builder("flashsale.orders.alarms", wheel, TimingWheel::size)
                .description("unpaid orders with an alarm in this process")
                .register(meters);
    }

    /** Sets alarms for those of these orders that are due soon. */
    void set(Collection<Order> placed) {
        long horizon = clock.millis() + lookAhead.toMillis();
        for (Order order : placed) {
            long due = order.payBefore().toEpochMilli();
            if (due <= horizon) {
                wheel.schedule(order.id(), due);
            }
        }
    }

    /** Sets or corrects alarms by the database's clock. */
    void setAsOfNow(List<Due> due) {
        long now = clock.millis();
        due.forEach(order -> wheel.schedule(order.id(), now + order.in().toMillis()));
    }

    /** This order does not wait for payment any more. */
    public void clear(OrderId id) {
        wheel.cancel(id);
    }

    /** The orders whose alarms ring now, each once. */
    List<OrderId> ringing() {
        return wheel.advance(clock.millis());
    }

    Duration lookAhead() {
        return lookAhead;
    }
}
