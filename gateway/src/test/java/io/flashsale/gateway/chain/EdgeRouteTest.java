package io.flashsale.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

class EdgeRouteTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /api/orders, BUYING",
        "GET, /api/orders, ORDERS",
        "GET, /api/orders/17, ORDERS",
        "GET, /api/orders/17?wait=20, ORDER_WAIT",
        "GET, /api/orders/17?x=1&wait, ORDER_WAIT",
        "GET, /api/orders/17?waits=20, ORDERS",
        "GET, /api/orders?wait=20, ORDERS",
        "POST, /api/orders?wait=20, BUYING",
        "GET, /api/orders/17/events, ORDER_EVENTS",
        "POST, /api/orders/17/events, ORDERS",
        "POST, /api/orders/17/cancel, ORDERS",
        "GET, /api/admin/orders/17, ADMIN_ORDERS",
        "GET, /api/campaigns, CAMPAIGNS",
        "GET, /api/campaigns/17, CAMPAIGNS",
        "POST, /api/admin/campaigns, ADMIN_CAMPAIGNS",
        "GET, /api/admin/orders/parked-messages, ADMIN_ORDERS",
        "GET, /api/admin/inventory/parked-messages, ADMIN_INVENTORY",
        "POST, /api/admin/payments/parked-messages/1/replay, ADMIN_PAYMENTS",
        "POST, /api/admin/rewards/parked-messages/replay, ADMIN_REWARDS",
        "POST, /api/payments, PAYMENTS",
        "POST, /api/wallet/top-ups, WALLET",
        "POST, /api/provider/notifications, PROVIDER_NOTIFICATIONS",
        "GET, /api/points, POINTS",
        "GET, /api/coupons, COUPONS",
        "POST, /api/dev/login, LOGIN",
        "GET, /api/admin/live, LIVE",
        "GET, /, PAGES",
        "GET, /console, PAGES",
        "GET, /assets/store/app.js, PAGES",
        "GET, /problems/sold-out, PAGES"
    })
    void knowsWhatCanBeReached(String method, String path, EdgeRoute route) {
        assertThat(find(HttpMethod.valueOf(method), path)).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/campaigns/live",
                "/internal",
                "/actuator",
                "/actuator/health",
                "/api",
                "/api/",
                "/api/admin",
                "/api/points/internal",
                "//api/orders",
                "/API/orders",
                "/assets/../application.yaml",
                "/v3/api-docs",
                "/error"
            })
    void knowsNothingElse(String path) {
        assertThat(find(GET, path)).isNull();
        assertThat(find(POST, path)).isNull();
    }

    @Test
    void namesTheMethodsOfAPath() {
        assertThat(EdgeRoute.methodsOf(PathContainer.parsePath("/api/dev/login")))
                .containsExactly(POST);
        assertThat(EdgeRoute.methodsOf(PathContainer.parsePath("/internal"))).isEmpty();
    }

    private static @Nullable EdgeRoute find(HttpMethod method, String target) {
        UriComponents uri = UriComponentsBuilder.fromUriString(target).build();
        return EdgeRoute.of(
                method,
                PathContainer.parsePath(Objects.requireNonNull(uri.getPath())),
                uri.getQueryParams().keySet());
    }
}
