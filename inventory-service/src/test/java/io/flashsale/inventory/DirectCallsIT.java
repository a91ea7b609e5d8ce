package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.DirectCalls;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class DirectCallsIT extends InventoryIT {

    @LocalServerPort
    private int directPort;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mapping;

    @Test
    void nobodyGetsInWithoutATokenOfTheGatewayOrAPeer() {
        assertThat(DirectCalls.notRefused(directPort, mapping)).isEmpty();
    }
}
