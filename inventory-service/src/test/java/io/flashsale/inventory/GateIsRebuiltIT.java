package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.StockLedger;
import io.flashsale.testing.CrashableRedis;
import io.flashsale.testing.Middleware;
import io.flashsale.web.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whatever Redis loses, the gate closes, fills itself from the ledger and sells the rest, without anybody's help. */
@Order(Integer.MAX_VALUE)
class GateIsRebuiltIT extends CrashingRedisIT {
    @Autowired
    private StockLedger ledger;

    @Test
    void aRestartWithItsDataGoesOn() {
        Sale sale = openSale(10, 10);
        sale.bought("ann", 3);
        STOCK.crash();
        STOCK.start();
        String batch = newId();
        List<Map<String, Object>> wishes = wishes(1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(sale.batch(batch, wishes).status()).isEqualTo(200));
        sale.awaitLedger(4, 0);
        assertThat(sale.stock().get("epoch")).isEqualTo("1");
        assertThat(lastRebuild(sale)).isEqualTo("WARM_UP");
    }

    @Test
    void aRestartWithoutDataFillsTheGateAgain() throws Exception {
        sellsTheRestOnce("LOST_DATA", () -> {
            STOCK.crash();
            STOCK.forgetEverything();
            STOCK.start();
        });
    }

    @Test
    void flushAllFillsTheGateAgain() throws Exception {
        sellsTheRestOnce("LOST_DATA", () -> STOCK.ask("FLUSHALL"));
    }

    @Test
    void anOlderCopyIsNotBelieved() throws Exception {
        Sale sale = openSale(400, 1);
        sale.batch(newId(), wishes(5));
        Map<Path, byte[]> older = STOCK.copy();
        sellsTheRestOnce(sale, "FORGOT_CHANGES", () -> {
            STOCK.crash();
            STOCK.restore(older);
            STOCK.start();
        });
    }

    @Test
    void aPromotedReplicaThatLaggedIsNotBelieved() throws Exception {
        Sale sale = openSale(400, 1);
        sale.batch(newId(), wishes(5));
        try (CrashableRedis replica = Middleware.crashableRedis()) {
            replica.copyFrom(STOCK);
            replica.ask("REPLICAOF NO ONE");
            sellsTheRestOnce(sale, "FORGOT_CHANGES", () -> STOCK.becomeLike(replica));
        }
    }

    @Test
    void aFillerWhoseTokenIsNotTheHighestComesTooLate() {
        Sale sale = openSale(10, 1);
        long token = fenceToken(sale);
        assertThat(token).isPositive();
        assertThatThrownBy(() -> ledger.beginEpoch(sale.ref(), token)).isInstanceOf(GateNotReady.class);
        assertThat(ledger.epoch(sale.ref())).isEqualTo(1);
        STOCK.ask("FLUSHALL");
        await().atMost(SOON).untilAsserted(() -> assertThat(sale.buy("ann")).isEqualTo("ADMITTED"));
        assertThat(fenceToken(sale))
                .as("rises although Redis has forgotten its count")
                .isGreaterThan(token);
    }

    @Test
    void operatorsSeeEveryGateAndRebuildOneByHand() {
        Sale sale = openSale(10, 5);
        sale.bought("ann", 3);
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode gate = gate(sale);
            assertThat(gate.path("state").asString("")).isEqualTo("READY");
            assertThat(gate.path("available").asInt()).isEqualTo(7);
            assertThat(gate.path("ledger").path("held").asInt()).isEqualTo(3);
            assertThat(gate.path("journal").path("entries").asInt()).isZero();
            assertThat(gate.path("lastRebuild").path("reason").asString("")).isEqualTo("WARM_UP");
        });
        sale.stock().put("available", "99");

        Answer rebuilt = call(
                Role.OPERATOR, "POST", "/api/admin/inventory/gates/" + sale.id + "/" + sale.sku + "/rebuild", null);

        assertThat(rebuilt.status()).as("%s", rebuilt.body()).isEqualTo(200);
        assertThat(rebuilt.body().path("available").asInt()).isEqualTo(7);
        assertThat(rebuilt.body().path("epoch").asInt()).isEqualTo(2);
        assertThat(rebuilt.body().path("lastRebuild").path("requestedBy").asString(""))
                .isEqualTo("tester");
        assertThat(call(Role.SHOPPER, "GET", "/api/admin/inventory/gates", null).status())
                .isEqualTo(403);
        assertThat(call(Role.OPERATOR, "POST", "/api/admin/inventory/gates/" + sale.id + "/none/rebuild", null)
                        .code())
                .isEqualTo("item-not-found");
    }

    private JsonNode gate(Sale sale) {
        return call(Role.OPERATOR, "GET", "/api/admin/inventory/gates", null)
                .body()
                .valueStream()
                .filter(gate -> gate.path("campaignId").asString("").equals(sale.id))
                .findFirst()
                .orElseThrow();
    }

    private long fenceToken(Sale sale) {
        return ledger.fenceToken(sale.ref());
    }

    private interface Fault {
        void happen() throws Exception;
    }

    private void sellsTheRestOnce(String reason, Fault fault) throws Exception {
        sellsTheRestOnce(openSale(400, 1), reason, fault);
    }

    /** The fault hits a sale that runs; everybody who was promised something before it is in the ledger already. */
    private void sellsTheRestOnce(Sale sale, String reason, Fault fault) throws Exception {
        for (int i = 0; i < 10; i++) sale.batch(newId(), wishes(4));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(sale.ledger().held() + sale.gateAvailable()).isEqualTo(400));
        int before = sale.ledger().held();
        long outages = meters.timer("flashsale.gate.outage").count();

        fault.happen();
        try (Crowd crowd = new Crowd(sale, 4)) {
            crowd.awaitGone();
            sale.awaitLedger(400, 0);
            assertThat(crowd.otherAnswers).isEmpty();
            assertThat(crowd.notReady.get()).as("fails closed").isPositive();
            assertThat(crowd.admitted).hasSize(400 - before);
        }
        assertThat(sale.reservations("REJECTED")).isZero();
        assertThat(lastRebuild(sale)).isEqualTo(reason);
        assertThat(sale.stock().get("epoch")).isEqualTo("2");
        assertThat(meters.timer("flashsale.gate.outage").count()).isGreaterThan(outages);
        System.out.printf(
                "%s: fault to first sale at most %.0f ms%n",
                reason, meters.timer("flashsale.gate.outage").max(TimeUnit.MILLISECONDS));
    }
}
