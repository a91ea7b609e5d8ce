package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.seata.rm.fence.SpringFenceConfig;
import org.apache.seata.saga.engine.StateMachineEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class StartsIT extends OrderServiceIT {

    @Autowired
    ApplicationContext context;

    @Test
    void isHealthyAndDescribesItself() {
        assertThat(asShopper("anyone", "GET", "/actuator/health").status()).isEqualTo(200);
        assertThat(asShopper("anyone", "GET", "/v3/api-docs")
                        .body()
                        .path("paths")
                        .has("/api/orders"))
                .isTrue();
    }

    @Test
    void seataHasItsFenceAndItsStateMachines() {
        assertThat(context.getBeansOfType(SpringFenceConfig.class)).hasSize(1);
        Map<String, StateMachineEngine> engines = context.getBeansOfType(StateMachineEngine.class);
        assertThat(engines).containsOnlyKeys("stateMachineEngine");
        assertThat(jdbc.queryForList("SELECT name FROM seata_state_machine_def ORDER BY name", String.class))
                .containsExactly("fulfil-order", "refund-order");
    }

    @Test
    void refusesRequestsOfNobody() {
        assertThat(asShopper("anyone", "GET", "/internal/orders/1").status()).isEqualTo(403);
    }
}
