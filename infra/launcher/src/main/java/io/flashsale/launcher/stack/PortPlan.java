package io.flashsale.launcher.stack;

import io.flashsale.middleware.Ports;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Decides on which ports the stack will listen. */
final class PortPlan {

    private PortPlan() {}

    /**
     * Components that run keep their ports. The others get the ports they had before, or the usual ones, or the
     * next free ones.
     *
     * @param notices is told when a port could not be had
     */
    static Map<Port, Integer> decide(StackState before, Set<Component> alive, Consumer<String> notices) {
        Ports free = new Ports();
        Map<Port, Integer> plan = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            int wanted = before.port(port);
            if (alive.contains(port.component())) {
                plan.put(port, wanted);
                continue;
            }
            int got = free.near(wanted, port.below(), 0);
            if (got != wanted) {
                notices.accept(PortOwner.sentence(port.component().label(), wanted, PortOwner.of(wanted), got));
            }
            plan.put(port, got);
        }
        return plan;
    }
}
