package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.DirectCalls;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class DirectCallsIT extends RewardIT {

    @LocalServerPort
    private int directPort;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mapping;

    @Test
    void nobodyGetsInWithoutATokenOfTheGatewayOrAPeer() {
        List<DirectCalls.Endpoint> endpoints = mapping.getHandlerMethods().keySet().stream()
                .flatMap(endpoint -> endpoint.getPatternValues().stream()
                        .map(pattern -> new DirectCalls.Endpoint(
                                endpoint.getMethodsCondition().getMethods().stream()
                                        .map(Enum::name)
                                        .collect(Collectors.toUnmodifiableSet()),
                                pattern)))
                .toList();

        assertThat(DirectCalls.notRefused("http://127.0.0.1:" + directPort, endpoints))
                .isEmpty();
    }
}
