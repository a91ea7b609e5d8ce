package io.flashsale.loadtest.chaos.platform;

import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Port;
import io.flashsale.launcher.stack.Secrets;
import io.flashsale.middleware.MariaDb;
import io.flashsale.middleware.Redis;
import java.util.function.BiFunction;

/** A connection between two parts that leads through a {@link FaultProxy}. */
public enum Link {
    GATEWAY_ORDER(Component.GATEWAY, Port.ORDER, "FLASHSALE_ORDER_URL", (port, _) -> http(port)),
    ORDER_INVENTORY(Component.ORDER, Port.INVENTORY, "FLASHSALE_INVENTORY_URL", (port, _) -> http(port)),
    ORDER_MYSQL(Component.ORDER, Port.MARIADB, "FLASHSALE_DB_URL", (port, _) -> MariaDb.url(port, "orders")),
    INVENTORY_MYSQL(Component.INVENTORY, Port.MARIADB, "FLASHSALE_DB_URL", (port, _) -> MariaDb.url(port, "inventory")),
    INVENTORY_REDIS(
            Component.INVENTORY,
            Port.REDIS_STOCK,
            "FLASHSALE_REDIS_URL",
            (port, secrets) -> Redis.url(port, secrets.get("redis.stock.password"))),
    PAYMENT_ORDER(Component.PAYMENT, Port.ORDER, "FLASHSALE_ORDER_URL", (port, _) -> http(port)),
    PAYMENT_PROVIDER(Component.PAYMENT, Port.PROVIDER, "FLASHSALE_PROVIDER_URL", (port, _) -> http(port));

    private final Component from;
    private final Port to;
    private final String variable;

    @SuppressWarnings("ImmutableEnumChecker") // a pure function
    private final BiFunction<Integer, Secrets, String> address;

    Link(Component from, Port to, String variable, BiFunction<Integer, Secrets, String> address) {
        this.from = from;
        this.to = to;
        this.variable = variable;
        this.address = address;
    }

    Component from() {
        return from;
    }

    Port to() {
        return to;
    }

    String variable() {
        return variable;
    }

    String address(int port, Secrets secrets) {
        return address.apply(port, secrets);
    }

    private static String http(int port) {
        return "http://127.0.0.1:" + port;
    }
}
