package io.flashsale.launcher.stack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A process of the stack. Declared in an order in which each comes after everything it needs. */
public enum Component {
    MARIADB("mariadb", Kind.MIDDLEWARE),
    REDIS_STOCK("redis-stock", Kind.MIDDLEWARE),
    REDIS_EDGE("redis-edge", Kind.MIDDLEWARE),
    NAME_SERVER("nameserver", Kind.MIDDLEWARE),
    BROKER("broker", Kind.MIDDLEWARE, NAME_SERVER),
    SEATA("seata", Kind.MIDDLEWARE, MARIADB),
    PROVIDER("provider-simulator", Kind.SERVICE),
    INVENTORY("inventory-service", Kind.SERVICE, MARIADB, REDIS_STOCK, BROKER, SEATA),
    REWARD("reward-service", Kind.SERVICE, MARIADB, BROKER, SEATA),
    PAYMENT("payment-service", Kind.SERVICE, MARIADB, BROKER, SEATA),
    ORDER("order-service", Kind.SERVICE, MARIADB, BROKER, SEATA),
    GATEWAY("gateway", Kind.SERVICE, REDIS_EDGE);

    /** Whether the code is ours. */
    public enum Kind {
        MIDDLEWARE,
        SERVICE
    }

    private final String label;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Component> needs;

    Component(String label, Kind kind, Component... needs) {
        this.label = label;
        this.kind = kind;
        this.needs = List.of(needs);
    }

    /** The name that people use on the command line. */
    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** What has to be ready before this one starts. */
    public List<Component> needs() {
        return needs;
    }

    /** Folder of the Maven module below the root; only services have one. */
    public String module() {
        return this == PROVIDER ? "infra/provider-simulator" : label;
    }

    /**
     * Finds a component by its label or by its first word, such as {@code order}.
     *
     * @throws LauncherProblem if there is none of that name
     */
    public static Component named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.label.equals(wanted)
                        || each.label.equals(wanted + "-service")
                        || each.label.equals(wanted + "-simulator"))
                .findFirst()
                .orElseThrow(() -> new LauncherProblem("There is no component named " + name + ". Known: "
                        + Arrays.stream(values()).map(Component::label).collect(Collectors.joining(", ")) + "."));
    }

    /** The given components and everything they need; all components if none is given. */
    public static Set<Component> withNeeds(Set<Component> wanted) {
        if (wanted.isEmpty()) {
            return EnumSet.allOf(Component.class);
        }
        Set<Component> all = EnumSet.copyOf(wanted);
        for (Component component : wanted) {
            if (!component.needs.isEmpty()) {
                all.addAll(withNeeds(EnumSet.copyOf(component.needs)));
            }
        }
        return all;
    }
}
