package io.flashsale.gateway.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.sale.LiveCampaigns.Campaign;
import io.flashsale.gateway.sale.LiveCampaigns.Item;
import io.flashsale.gateway.sale.SaleVerdict.Forward;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignSnapshotTest {

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
        long usefulFor = Duration.ofSeconds(2).toNanos();

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
                new CampaignSnapshot(1, live("OPEN", serverTime, false), asked, ANSWERED).judge("c1", "sku", ANSWERED);

        assertThat(verdict).isEqualTo(Forward.INSTANCE);
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
        return new CampaignSnapshot(1, live(status, STARTS.plus(sinceStart), soldOut), ANSWERED, ANSWERED);
    }

    private static LiveCampaigns live(String status, Instant serverTime, boolean soldOut) {
        return new LiveCampaigns(
                serverTime, List.of(new Campaign("c1", status, STARTS, ENDS, List.of(new Item("sku", soldOut)))));
    }

    private static ProblemType problem(SaleVerdict verdict) {
        assertThat(verdict).isInstanceOf(Refuse.class);
        return ((Refuse) verdict).problem();
    }
}
