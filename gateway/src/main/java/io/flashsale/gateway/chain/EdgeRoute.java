package io.flashsale.gateway.chain;

import static io.flashsale.gateway.chain.EdgeRoute.Access.ANYONE;
import static io.flashsale.gateway.chain.EdgeRoute.Access.ANYONE_MAY_READ;
import static io.flashsale.gateway.chain.EdgeRoute.Access.OPERATORS;
import static io.flashsale.gateway.chain.EdgeRoute.Access.SIGNED_IN;
import static io.flashsale.gateway.chain.EdgeRoute.Owner.GATEWAY;
import static io.flashsale.gateway.chain.EdgeRoute.Owner.INVENTORY;
import static io.flashsale.gateway.chain.EdgeRoute.Owner.ORDER;
import static io.flashsale.gateway.chain.EdgeRoute.Owner.PAYMENT;
import static io.flashsale.gateway.chain.EdgeRoute.Owner.REWARD;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Everything that can be reached from outside. What is not in this table does not exist, above all {@code /internal/**}.
 * The first match counts. Its {@link #id} names the route in Sentinel's rules and in metrics.
 */
@SuppressWarnings("ImmutableEnumChecker") // HttpMethod and PathPattern are immutable, though not annotated so
public enum EdgeRoute {
    BUYING(HttpMethod.POST, ORDER, SIGNED_IN, "/api/orders"),
    /** The answer may take as long as the shopper is willing to wait. */
    ORDER_WAIT(HttpMethod.GET, "wait", ORDER, SIGNED_IN, "/api/orders/*"),
    /** The answer lasts. */
    ORDER_EVENTS(HttpMethod.GET, ORDER, SIGNED_IN, "/api/orders/*/events"),
    ORDERS(null, ORDER, SIGNED_IN, "/api/orders/**"),
    ADMIN_ORDERS(null, ORDER, OPERATORS, "/api/admin/orders/**"),
    CHALLENGES(HttpMethod.POST, GATEWAY, SIGNED_IN, "/api/challenges"),
    PURCHASE_TOKENS(HttpMethod.POST, GATEWAY, SIGNED_IN, "/api/campaigns/*/items/*/purchase-tokens"),
    CAMPAIGNS(null, INVENTORY, ANYONE_MAY_READ, "/api/campaigns/**"),
    ADMIN_CAMPAIGNS(null, INVENTORY, OPERATORS, "/api/admin/campaigns/**"),
    ADMIN_INVENTORY(null, INVENTORY, OPERATORS, "/api/admin/inventory/**"),
    PAYMENTS(null, PAYMENT, SIGNED_IN, "/api/payments/**"),
    ADMIN_PAYMENTS(null, PAYMENT, OPERATORS, "/api/admin/payments/**"),
    WALLET(null, PAYMENT, SIGNED_IN, "/api/wallet/**"),
    /** The provider has no account here; it signs what it sends. */
    PROVIDER_NOTIFICATIONS(HttpMethod.POST, PAYMENT, ANYONE, "/api/provider/notifications"),
    POINTS(null, REWARD, SIGNED_IN, "/api/points"),
    COUPONS(null, REWARD, SIGNED_IN, "/api/coupons"),
    ADMIN_REWARDS(null, REWARD, OPERATORS, "/api/admin/rewards/**"),
    /** The gateway looks at all services for operators; the answer lasts. */
    LIVE(HttpMethod.GET, GATEWAY, OPERATORS, "/api/admin/live"),
    /** How far shoppers of a campaign got. */
    ADMIN_FUNNELS(HttpMethod.GET, GATEWAY, OPERATORS, "/api/admin/funnels/*"),
    ADMIN_LIMITS(null, GATEWAY, OPERATORS, "/api/admin/limits", "/api/admin/limits/audit", "/api/admin/limits/effects"),
    ADMIN_RISK(HttpMethod.GET, GATEWAY, OPERATORS, "/api/admin/risk/verdicts/*"),
    LOGIN(HttpMethod.POST, GATEWAY, ANYONE, "/api/dev/login"),
    PAGES(
            HttpMethod.GET,
            GATEWAY,
            ANYONE,
            "/",
            "/console",
            "/assets/{part:shared|store|console}/{file:[a-z-]+[.][a-z]+}",
            "/problems",
            "/problems/*");

    /** Who answers. */
    public enum Owner {
        INVENTORY,
        ORDER,
        PAYMENT,
        REWARD,
        /** No service: the gateway has the handler. */
        GATEWAY
    }

    /** Who may ask. Services narrow it further. */
    public enum Access {
        ANYONE,
        /** GET without a login, everything else with one. */
        ANYONE_MAY_READ,
        SIGNED_IN,
        OPERATORS
    }

    private final @Nullable HttpMethod method;
    private final @Nullable String parameter;
    private final Owner owner;
    private final Access access;
    private final List<PathPattern> paths;

    EdgeRoute(@Nullable HttpMethod method, Owner owner, Access access, String... paths) {
        this(method, null, owner, access, paths);
    }

    EdgeRoute(@Nullable HttpMethod method, @Nullable String parameter, Owner owner, Access access, String... paths) {
        this.method = method;
        this.parameter = parameter;
        this.owner = owner;
        this.access = access;
        this.paths = Arrays.stream(paths)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    /**
     * The route of a request, null if there is none.
     *
     * @param parameters the names in its query
     */
    public static @Nullable EdgeRoute of(HttpMethod method, PathContainer path, Set<String> parameters) {
        for (EdgeRoute route : values()) {
            if ((route.method == null || route.method.equals(method))
                    && (route.parameter == null || parameters.contains(route.parameter))
                    && route.leadsTo(path)) {
                return route;
            }
        }
        return null;
    }

    /** The methods by which a path can be reached; empty if there is no such path. */
    public static Set<HttpMethod> methodsOf(PathContainer path) {
        return Arrays.stream(values())
                .filter(route -> route.method != null && route.leadsTo(path))
                .map(route -> route.method)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean leadsTo(PathContainer path) {
        for (PathPattern pattern : paths) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    /** Lower-case name with dashes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Who answers. */
    public Owner owner() {
        return owner;
    }

    /** Whether its requests keep a connection to the service while nothing happens. */
    public boolean waits() {
        return this == ORDER_WAIT || this == ORDER_EVENTS;
    }

    /** Whether it is a step on the way to an order: challenge, purchase token, order. */
    public boolean leadsToAnOrder() {
        return this == BUYING || this == CHALLENGES || this == PURCHASE_TOKENS;
    }

    /** Who may ask. */
    public Access access() {
        return access;
    }
}
