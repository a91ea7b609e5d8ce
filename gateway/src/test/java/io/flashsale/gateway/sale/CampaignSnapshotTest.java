package io.flashsale.gateway.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.sale.CampaignNews.Told;
import io.flashsale.gateway.sale.SaleVerdict.Forward;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CampaignSnapshotTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant STARTS = Instant.parse("2026-11-11T12:00:00Z");
    private static final Instant ENDS = STARTS.plusSeconds(3600);
    private static final Duration HOUR_HALF = Duration.ofMinutes(30);

    /** Monotonic time has no meaningful zero, and may be negative. */
    private static final long ANSWERED = -1_000_000_000_000L;

    @Test
    void refusesWhatIsSoldOut() {
        assertThat(problem(judge("OPEN", HOUR_HALF, true))).isEqualTo(GatewayProblem.SOLD_OUT);
    }

    @Test
    void forwardsWhatMayBeThere() {
        assertThat(judge("OPEN", HOUR_HALF, false)).isEqualTo(Forward.INSTANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARMED", "OPEN"})
    void refusesBeforeTheStartAndSaysHowLong(String status) {
        SaleVerdict verdict = judge(status, Duration.ofMillis(-90_500), false);

        assertThat(problem(verdict)).isEqualTo(GatewayProblem.NOT_OPEN_YET);
        assertThat(((Refuse) verdict).retryAfter()).isEqualTo(Duration.ofMillis(90_500));
    }

    @Test
    void refusesAfterTheEnd() {
        assertThat(problem(judge("OPEN", Duration.ofMillis(3_600_300), false)))
                .isEqualTo(GatewayProblem.CAMPAIGN_CLOSED);
        assertThat(problem(judge("CLOSED", HOUR_HALF, false))).isEqualTo(GatewayProblem.CAMPAIGN_CLOSED);
    }

    @Test
    void refusesWhilePaused() {
        assertThat(problem(judge("PAUSED", HOUR_HALF, true))).isEqualTo(GatewayProblem.CAMPAIGN_PAUSED);
    }

    @ParameterizedTest
    @CsvSource({"OPEN,-300", "OPEN,0", "OPEN,299", "OPEN,3599701", "OPEN,3600000", "OPEN,3600299"})
    void leavesTheBoundariesToTheStockGate(String status, long millisSinceStart) {
        assertThat(judge(status, Duration.ofMillis(millisSinceStart), true)).isEqualTo(Forward.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource({"WARMED,1000", "PAUSED,-1000", "PAUSED,3601000", "SETTLED,1000", "SOMETHING_NEW,1000"})
    void forwardsWhereTwoReasonsMeetOrNoneIsKnown(String status, long millisSinceStart) {
        assertThat(judge(status, Duration.ofMillis(millisSinceStart), true)).isEqualTo(Forward.INSTANCE);
    }

    @Test
    void forwardsWhatItDoesNotKnow() {
        CampaignSnapshot snapshot = snapshot("OPEN", HOUR_HALF, true);

        assertThat(snapshot.judge("another", "sku", ANSWERED)).isEqualTo(Forward.INSTANCE);
        assertThat(snapshot.judge("c1", "another", ANSWERED)).isEqualTo(Forward.INSTANCE);
    }

    @Test
    void forwardsEverythingOnceItIsStale() {
        CampaignSnapshot snapshot = snapshot("OPEN", HOUR_HALF, true);
        long usefulFor = Duration.ofSeconds(3).toNanos();

        assertThat(problem(snapshot.judge("c1", "sku", ANSWERED + usefulFor))).isEqualTo(GatewayProblem.SOLD_OUT);
        assertThat(snapshot.judge("c1", "sku", ANSWERED + usefulFor + 1)).isEqualTo(Forward.INSTANCE);
    }

    @Test
    void countsOnFromTheServersClock() {
        CampaignSnapshot snapshot = snapshot("OPEN", Duration.ofSeconds(-1), false);

        assertThat(problem(snapshot.judge("c1", "sku", ANSWERED))).isEqualTo(GatewayProblem.NOT_OPEN_YET);
        assertThat(snapshot.judge("c1", "sku", ANSWERED + Duration.ofMillis(800).toNanos()))
                .isEqualTo(Forward.INSTANCE);
    }

    @Test
    void doesNotTrustAClockThatTookLongToArrive() {
        Instant serverTime = STARTS.minusMillis(1000);
        long asked = ANSWERED - Duration.ofMillis(800).toNanos();

        SaleVerdict verdict =
                snapshot(1, "OPEN", serverTime, serverTime, 0, null, asked).judge("c1", "sku", ANSWERED);

        assertThat(verdict).isEqualTo(Forward.INSTANCE);
    }

    @Test
    void knowsThatAQuestionWasHeld() {
        Instant serverTime = STARTS.minusMillis(1000);
        long asked = ANSWERED - Duration.ofMillis(800).toNanos();

        SaleVerdict verdict =
                snapshot(1, "OPEN", serverTime, serverTime, 800, null, asked).judge("c1", "sku", ANSWERED);

        assertThat(problem(verdict)).isEqualTo(GatewayProblem.NOT_OPEN_YET);
    }

    @Test
    void countsItsAgeFromTheLookAtTheGates() {
        Instant serverTime = STARTS.plus(HOUR_HALF);
        CampaignSnapshot snapshot = snapshot(1, "OPEN", serverTime, serverTime.minusSeconds(2), 0, null, ANSWERED);

        assertThat(snapshot.isStale(ANSWERED + Duration.ofSeconds(1).toNanos())).isFalse();
        assertThat(snapshot.isStale(ANSWERED + Duration.ofMillis(1_001).toNanos()))
                .isTrue();
    }

    @Test
    void keepsTheNewerVersionOfACampaign() {
        Instant serverTime = STARTS.plus(HOUR_HALF);
        CampaignSnapshot paused = snapshot(7, "PAUSED", serverTime, serverTime, 0, null, ANSWERED);

        CampaignSnapshot after = snapshot(6, "OPEN", serverTime, serverTime, 0, paused, ANSWERED);

        assertThat(problem(after.judge("c1", "sku", ANSWERED))).isEqualTo(GatewayProblem.CAMPAIGN_PAUSED);
        assertThat(snapshot(8, "OPEN", serverTime, serverTime, 0, after, ANSWERED)
                        .judge("c1", "sku", ANSWERED))
                .isEqualTo(Forward.INSTANCE);
    }

    @Test
    void tagsWhatChangedAndNotTheTime() {
        CampaignSnapshot snapshot = snapshot("OPEN", HOUR_HALF, false);

        assertThat(snapshot.all(ANSWERED).tag())
                .isEqualTo(snapshot("OPEN", Duration.ofMinutes(31), false)
                        .all(ANSWERED + 5_000_000)
                        .tag())
                .isNotEqualTo(snapshot("OPEN", HOUR_HALF, true).all(ANSWERED).tag())
                .startsWith("W/\"");
        assertThat(snapshot.one("c1", ANSWERED + 5_000_000))
                .hasValueSatisfying(
                        page -> assertThat(page.json()).endsWith(",\"serverTime\":\"2026-11-11T12:30:00.005Z\"}"));
        assertThat(snapshot.one("c9", ANSWERED)).isEmpty();
    }

    private static SaleVerdict judge(String status, Duration sinceStart, boolean soldOut) {
        return snapshot(status, sinceStart, soldOut).judge("c1", "sku", ANSWERED);
    }

    @Test
    void givesNoPermissionAMillisecondEarly() {
        assertThat(problem(snapshot("OPEN", Duration.ofMillis(-1), false).judgePermission("c1", "sku", ANSWERED)))
                .isEqualTo(GatewayProblem.NOT_OPEN_YET);
        assertThat(snapshot("OPEN", Duration.ZERO, false).judgePermission("c1", "sku", ANSWERED))
                .isEqualTo(SaleVerdict.Forward.INSTANCE);
    }

    @Test
    void givesNoPermissionBlindly() {
        CampaignSnapshot old = snapshot("OPEN", Duration.ofMinutes(1), false);

        assertThat(problem(
                        old.judgePermission("c1", "sku", ANSWERED + CampaignSnapshot.USEFUL_FOR.toNanos() + 1_000_000)))
                .isEqualTo(CommonProblem.UNAVAILABLE);
        assertThat(problem(old.judgePermission("c9", "sku", ANSWERED))).isEqualTo(GatewayProblem.CAMPAIGN_NOT_FOUND);
    }

    private static CampaignSnapshot snapshot(String status, Duration sinceStart, boolean soldOut) {
        Instant serverTime = STARTS.plus(sinceStart);
        return snapshot(told(1, status, soldOut), serverTime, serverTime, 0, null, ANSWERED);
    }

    private static CampaignSnapshot snapshot(
            long version,
            String status,
            Instant serverTime,
            Instant asOf,
            long heldMillis,
            @Nullable CampaignSnapshot before,
            long asked) {
        return snapshot(told(version, status, false), serverTime, asOf, heldMillis, before, asked);
    }

    private static CampaignSnapshot snapshot(
            Told told,
            Instant serverTime,
            Instant asOf,
            long heldMillis,
            @Nullable CampaignSnapshot before,
            long asked) {
        return new CampaignSnapshot(
                new CampaignNews("1", serverTime, asOf, heldMillis, List.of(told)),
                List.of(KnownCampaign.of(told, JSON)),
                before,
                asked,
                ANSWERED);
    }

    private static Told told(long version, String status, boolean soldOut) {
        ObjectNode campaign = JSON.createObjectNode()
                .put("id", "c1")
                .put("status", status)
                .put("startsAt", STARTS.toString())
                .put("endsAt", ENDS.toString());
        campaign.withArray("items").addObject().put("sku", "sku").put("soldOut", soldOut);
        return new Told(version, campaign);
    }

    private static ProblemType problem(SaleVerdict verdict) {
        assertThat(verdict).isInstanceOf(Refuse.class);
        return ((Refuse) verdict).problem();
    }
}
