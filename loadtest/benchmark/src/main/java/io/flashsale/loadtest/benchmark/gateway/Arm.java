package io.flashsale.loadtest.benchmark.gateway;

import java.util.List;

/** What a gateway's answers are compared with: the least that could have answered. */
enum Arm {
    SOLD_OUT("an order refused as sold out, through the whole chain"),
    CAMPAIGN("a campaign read from the gateway's memory"),
    ORDER("the same order to a bare Spring Cloud Gateway route, which refuses it unread"),
    ROUTE("a bare Spring Cloud Gateway route, a constant"),
    NETTY("a bare Netty handler, a constant");

    private final String description;

    Arm(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** Names of the processes whose work it is charged with. */
    List<String> servers() {
        return switch (this) {
            case SOLD_OUT, CAMPAIGN -> List.of("gateway", "redis-edge");
            case ORDER, ROUTE -> List.of("bare-route");
            case NETTY -> List.of("bare-netty");
        };
    }
}
