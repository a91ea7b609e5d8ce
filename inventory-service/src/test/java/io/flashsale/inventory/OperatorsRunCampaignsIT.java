package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.audit.AuditChain;
import io.flashsale.inventory.application.ConfirmSale;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/** What the console needs beyond the steps: dry run, clone, kill switch, settlement, two operators, audit log. */
class OperatorsRunCampaignsIT extends InventoryIT {

    private static final int ABOVE_WHAT_ONE_MAY = 1_000_001;

    @Autowired
    private ConfirmSale confirmSale;

    @Autowired
    private DataSource database;

    @Test
    void aDryRunFindsTheGateThatIsNotWarm() {
        Instant now = Instant.now();
        Sale sale = draft(10, 1, now.minusSeconds(60), now.plusSeconds(3600)).step("schedule");
        Answer cold = operate("GET", sale, "/checklist", null);
        assertThat(cold.body().path("ready").asBoolean()).isFalse();
        assertThat(finding(cold, "gate of phone").path("passed").asBoolean()).isFalse();

        sale.step("warm-up");
        Answer warm = operate("GET", sale, "/checklist", null);
        assertThat(finding(warm, "gate of phone").path("passed").asBoolean()).isTrue();
        assertThat(finding(warm, "window").path("passed").asBoolean()).isTrue();
        assertThat(finding(warm, "health of messaging").path("passed").asBoolean())
                .isTrue();
    }

    @Test
    void aCloneIsADraftWithItsOwnWindow() {
        Sale model = openSale(7, 2);
        Instant start = Instant.now().plusSeconds(3600);
        Answer copy = operate(
                "POST",
                model,
                "/clone",
                Map.of(
                        "name",
                        "Again",
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plusSeconds(60).toString()));
        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.body().path("status").asString()).isEqualTo("DRAFT");
        assertThat(copy.body().path("items").path(0).path("total").asInt()).isEqualTo(7);
        assertThat(copy.body().path("items").path(0).path("perBuyerLimit").asInt())
                .isEqualTo(2);

        Answer wrong = operate("POST", model, "/clone", Map.of("name", "Again"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("errors").path(0).path("field").asString()).isEqualTo("startsAt");
    }

    @Test
    void aStoppedSaleSettlesOnceNothingIsHeld() {
        Sale sale = openSale(10, 1);
        String order = sale.bought("ann", 1);
        sale.awaitLedger(1, 0);
        sale.step("stop");
        assertThat(sale.buy("bob")).isEqualTo("CLOSED");

        Answer early = operate("POST", sale, "/settle", null);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("illegal-transition");

        confirmSale.confirm(order);
        sale.awaitLedger(0, 1);
        sale.step("settle");
    }

    @Test
    void whatIsTooMuchForOneOperatorTakesTwo() {
        Instant now = Instant.now();
        Sale sale = draft(ABOVE_WHAT_ONE_MAY, 1, now.minusSeconds(60), now.plusSeconds(3600))
                .step("schedule")
                .step("warm-up");
        Answer first = operate("POST", sale, "/open", null);
        assertThat(first.status()).isEqualTo(409);
        assertThat(first.code()).isEqualTo("second-operator-needed");
        assertThat(operate("POST", sale, "/open", null).code())
                .as("the same operator again is no second one")
                .isEqualTo("second-operator-needed");

        assertThat(as("second", "POST", sale, "/open", null).status()).isEqualTo(200);
        assertThat(operate("POST", sale, "/open", null).status())
                .as("open already")
                .isEqualTo(200);
    }

    @Test
    void shoppersSeeTheShareThatIsClaimed() {
        Sale sale = openSale(10, 5);
        sale.bought("ann", 3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(call(Role.ANONYMOUS, "GET", "/api/campaigns/" + sale.id, null)
                                .body()
                                .path("items")
                                .path(0)
                                .path("claimedPercent")
                                .asInt(-1))
                        .isEqualTo(30));
    }

    @Test
    void everyActionIsInTheAuditLogAndTheLogCanOnlyGrow() throws SQLException {
        Sale sale = openSale(10, 1);
        JsonNode entries = call(Role.OPERATOR, "GET", "/api/admin/inventory/audit-entries?limit=2", null)
                .body();
        JsonNode answered = entries.path(0);
        JsonNode asked = entries.path(1);
        assertThat(asked.path("path").asString()).isEqualTo("/api/admin/campaigns/" + sale.id + "/open");
        assertThat(asked.path("subject").asString()).isEqualTo("tester");
        assertThat(asked.path("status").isNull()).isTrue();
        assertThat(answered.path("status").asInt()).isEqualTo(200);
        assertThat(answered.path("previousHash").asString())
                .isEqualTo(asked.path("hash").asString());

        try (Connection connection = database.getConnection()) {
            AuditChain.Finding finding = AuditChain.verify(connection);
            assertThat(finding.fault()).isNull();
            assertThat(finding.entries()).isEqualTo(answered.path("id").asLong());
        }
        Assertions.assertThatThrownBy(() ->
                        sql.sql("UPDATE audit_entry SET subject = 'nobody'").update())
                .isInstanceOf(DataAccessException.class);
        Assertions.assertThatThrownBy(
                        () -> sql.sql("DELETE FROM audit_entry WHERE id = 1").update())
                .isInstanceOf(DataAccessException.class);
    }

    private Answer operate(String method, Sale sale, String rest, @org.jspecify.annotations.Nullable Object body) {
        return call(Role.OPERATOR, method, "/api/admin/campaigns/" + sale.id + rest, body);
    }

    private Answer as(
            String operator, String method, Sale sale, String rest, @org.jspecify.annotations.Nullable Object body) {
        return callAs(new Caller(operator, Role.OPERATOR), method, "/api/admin/campaigns/" + sale.id + rest, body);
    }

    private static JsonNode finding(Answer checklist, String name) {
        for (JsonNode check : checklist.body().path("checks")) {
            if (check.path("name").asString().equals(name)) return check;
        }
        throw new AssertionError("no check \"" + name + "\" in " + checklist.body());
    }
}
