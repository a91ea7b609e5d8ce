package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.RepairGates;
import io.flashsale.web.Role;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;

class GateFailsClosedIT extends InventoryIT {
    @Autowired
    private RepairGates repairGates;

    @Test
    void aGateWithoutDataIsNotReadyInsteadOfSoldOut() {
        Sale sale = openSale(10, 1);
        sale.stock().delete();
        Answer answer = sale.batch(newId(), wishes(1));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("gate-not-ready");
        assertThat(answer.http().headers().firstValue("Retry-After")).contains("1");
        assertThat(sale.seal(newId()).status()).isEqualTo(503);
    }

    @Test
    void aGateOfAnotherEpochIsNotReady() {
        Sale sale = openSale(10, 1);
        sale.stock().put("epoch", "77");
        assertThat(sale.batch(newId(), wishes(1)).code()).isEqualTo("gate-not-ready");
    }

    @Test
    void aGateThatLostEverythingIsFilledFromTheLedger() {
        Sale sale = openSale(10, 2);
        sale.bought("ann", 2);
        String bobs = newId();
        sale.attempt(wish(bobs, "bob", "key-1", 1));
        awaitReservation(bobs, "HELD");
        String released = sale.bought("cid", 1);
        release(released);
        sale.awaitLedger(3, 0);
        redis.getKeys().deleteByPattern("fs:inv:*:" + sale.tag().replace("{", "\\{"));
        assertThat(sale.batch(newId(), wishes(1)).status()).isEqualTo(503);

        await().atMost(SOON).untilAsserted(() -> {
            repairGates.repair();
            assertThat(sale.stock().get("epoch")).isEqualTo("2");
        });

        assertThat(sale.gateAvailable()).isEqualTo(7);
        assertThat(sale.buy("ann")).isEqualTo("LIMIT_REACHED");
        assertThat(sale.attempt(wish(newId(), "bob", "key-1", 1))
                        .path("originalOrderId")
                        .asString(""))
                .isEqualTo(bobs);
        assertThat(sale.buy("cid")).isEqualTo("ADMITTED");
        sale.awaitLedger(4, 0);
    }

    @Test
    void warmingUpAgainRepairsAndAHealthyGateIsLeftAlone() {
        Sale sale = openSale(10, 2);
        sale.step("warm-up");
        assertThat(sale.stock().get("epoch")).isEqualTo("1");
        sale.stock().delete();
        sale.step("warm-up");
        assertThat(sale.stock().get("epoch")).isEqualTo("2");
        assertThat(sale.stock().get("status")).isEqualTo("OPEN");
        assertThat(sale.buy("ann")).isEqualTo("ADMITTED");
    }

    @Test
    void healthRunsTheRealScript() {
        Answer health = call(Role.SERVICE, "GET", "/actuator/health", null);
        assertThat(health.status()).as("%s", health.body()).isEqualTo(200);
        assertThat(health.body()
                        .path("components")
                        .path("stockGate")
                        .path("status")
                        .asString(""))
                .isEqualTo("UP");
    }

    @Test
    void healthIsDownWhenTheScriptFindsDataItCannotWorkWith() {
        Sale sale = openSale(10, 1);
        redis.getBucket("fs:inv:answers:" + sale.tag(), StringCodec.INSTANCE).set("not a hash");
        try {
            Answer health = call(Role.SERVICE, "GET", "/actuator/health", null);
            assertThat(health.status()).as("%s", health.body()).isEqualTo(503);
            assertThat(health.body()
                            .path("components")
                            .path("stockGate")
                            .path("details")
                            .path("reason")
                            .asString(""))
                    .contains("fs:inv:answers:" + sale.tag() + " is a string");
            assertThat(sale.batch(newId(), wishes(1)).status()).isEqualTo(500);
            assertThat(sale.gateAvailable()).isEqualTo(10);
        } finally {
            redis.getBucket("fs:inv:answers:" + sale.tag()).delete();
        }
    }

    @Test
    void scriptsTheServerForgotAreSentAgain() {
        Sale sale = openSale(10, 2);
        String order = sale.bought("ann", 1);
        redis.getScript().scriptFlush();
        assertThat(sale.buy("bob")).isEqualTo("ADMITTED");
        redis.getScript().scriptFlush();
        assertThat(sale.seal(newId()).body().path("sealed").asBoolean()).isTrue();
        release(order);
        sale.awaitGate(9);
        sale.awaitLedger(1, 0);
    }
}
