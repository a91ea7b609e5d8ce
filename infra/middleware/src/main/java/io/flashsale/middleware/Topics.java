package io.flashsale.middleware;

import java.util.List;

/** The topics of the platform. */
public final class Topics {

    public static final List<String> ALL = List.of(
            "order-placing", "order-events", "order-timeouts", "payment-events", "reward-events", "reservation-events");

    private Topics() {}
}
