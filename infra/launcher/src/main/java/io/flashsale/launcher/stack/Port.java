package io.flashsale.launcher.stack;

import io.flashsale.middleware.Broker;
import java.util.Arrays;
import java.util.List;

/** A port of the stack, and the number it has unless that is taken. */
public enum Port {
    MARIADB(Component.MARIADB, 3316),
    REDIS_STOCK(Component.REDIS_STOCK, 6390),
    REDIS_EDGE(Component.REDIS_EDGE, 6391),
    NAME_SERVER(Component.NAME_SERVER, 9886),
    BROKER(Component.BROKER, 10_921),
    SEATA(Component.SEATA, 8191),
    SEATA_CONSOLE(Component.SEATA, 7191),
    PROVIDER(Component.PROVIDER, 8090),
    INVENTORY(Component.INVENTORY, 8081),
    REWARD(Component.REWARD, 8084),
    PAYMENT(Component.PAYMENT, 8083),
    ORDER(Component.ORDER, 8082),
    GATEWAY(Component.GATEWAY, 8080),
    GATEWAY_MANAGEMENT(Component.GATEWAY, 8079);

    private final Component component;
    private final int usual;

    Port(Component component, int usual) {
        this.component = component;
        this.usual = usual;
    }

    public Component component() {
        return component;
    }

    public int usual() {
        return usual;
    }

    /** How many ports directly below this one its owner opens as well. */
    int below() {
        return this == BROKER ? Broker.PORTS_BELOW : 0;
    }

    /** The ports of a component, the one it is known by first. */
    static List<Port> of(Component component) {
        return Arrays.stream(values())
                .filter(port -> port.component == component)
                .toList();
    }
}
