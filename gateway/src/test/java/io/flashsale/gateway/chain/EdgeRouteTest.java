package io.flashsale.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class EdgeRouteTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /api/orders, BUYING",
        "GET, /api/orders, ORDERS",
        "GET, /api/orders/17, ORDERS",
        "POST, /api/orders/17/cancel, ORDERS",
        "GET, /api/admin/orders/17, ADMIN_ORDERS",
        "GET, /api/campaigns, CAMPAIGNS",
        "GET, /api/campaigns/17, CAMPAIGNS",
        "POST, /api/admin/campaigns, ADMIN_CAMPAIGNS",
        "POST, /api/payments, PAYMENTS",
        "POST, /api/wallet/top-ups, WALLET",
        "POST, /api/provider/notifications, PROVIDER_NOTIFICATIONS",
        "GET, /api/points, POINTS",
        "POST, /api/dev/login, LOGIN",
        "GET, /, PAGES",
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

    private static @Nullable EdgeRoute find(HttpMethod method, String path) {
        return EdgeRoute.of(method, PathContainer.parsePath(path));
    }
}
