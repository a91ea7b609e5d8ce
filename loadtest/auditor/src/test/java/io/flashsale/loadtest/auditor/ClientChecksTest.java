package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientChecksTest {

    @Test
    void findsNothingInAnswersThatAgree() {
        assertThat(check(
                        ok("anna", "k1", "100"),
                        ok("anna", "k1", "100"),
                        ok("ben", "k1", "101"),
                        refused("carl", "k1", "sold-out"),
                        refused("anna", "k2", "limit-reached")))
                .isEmpty();
    }

    @Test
    void oneKeyGetsOneOrder() {
        assertThat(check(ok("anna", "k1", "100"), ok("anna", "k1", "101")))
                .containsExactly("anna with key k1 was told of several orders: 100, 101");
    }

    @Test
    void anOrderHasOneBuyer() {
        assertThat(check(ok("anna", "k1", "100"), ok("ben", "k1", "100")))
                .containsExactly("order 100 was promised to several buyers: anna, ben");
    }

    @Test
    void whoWonIsNotToldThatNothingIsLeft() {
        assertThat(check(ok("anna", "k1", "100"), refused("anna", "k1", "sold-out")))
                .containsExactly("anna with key k1 was told of an order, and that nothing is left");
    }

    @Test
    void otherCampaignsAreOtherSales() {
        assertThat(ClientChecks.contradictions(
                        List.of(ok("anna", "k1", "100"), entry("anna", "k1", "ok", null, "101", "8")), "7"))
                .isEmpty();
    }

    private static List<String> check(HistoryEntry... history) {
        return ClientChecks.contradictions(List.of(history), "7");
    }

    private static HistoryEntry ok(String buyer, String key, String order) {
        return entry(buyer, key, "ok", null, order, "7");
    }

    private static HistoryEntry refused(String buyer, String key, String code) {
        return entry(buyer, key, "refused", code, null, "7");
    }

    private static HistoryEntry entry(
            String buyer, String key, String outcome, @Nullable String code, @Nullable String order, String campaign) {
        return new HistoryEntry(
                Instant.EPOCH, buyer, "buy", key, outcome, 202, code, order, campaign, "phone", 1, 1_000, null);
    }
}
