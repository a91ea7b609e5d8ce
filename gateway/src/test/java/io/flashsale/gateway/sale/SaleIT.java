package io.flashsale.gateway.sale;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SaleIT extends RunningGateway {

    @Test
    void answersSoldOutWithoutAskingOrderService() {
        live("OPEN", Duration.ofMinutes(-5), true);

        assertProblem(send(order(AccessToken.shopper("b-1"), "k-sold-out", "c1", "s1")), 409, "sold-out");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void forwardsWhatIsNotSoldOut() {
        live("OPEN", Duration.ofMinutes(-5), false);

        assertThat(send(order(AccessToken.shopper("b-1"), "k-open", "c1", "s1")).statusCode())
                .isEqualTo(202);
        assertThat(UPSTREAM.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.header("Idempotency-Key")).hasValue("k-open");
            assertThat(seen.body()).contains("\"campaignId\":\"c1\"");
        });
    }

    @Test
    void forwardsTheRetryOfAnAttemptItForwardedBeforeTheSellOut() {
        live("OPEN", Duration.ofMinutes(-5), false);
        send(order(AccessToken.shopper("b-1"), "k-winner", "c1", "s1"));
        live("OPEN", Duration.ofMinutes(-5), true);

        assertThat(send(order(AccessToken.shopper("b-1"), "k-winner", "c1", "s1"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(UPSTREAM.seen()).hasSize(2);

        assertProblem(send(order(AccessToken.shopper("b-2"), "b-2", "k-winner", "c1", "s1")), 409, "sold-out");
        assertProblem(send(order(AccessToken.shopper("b-1"), "k-another", "c1", "s1")), 409, "sold-out");
        assertThat(UPSTREAM.seen()).hasSize(2);
    }

    @Test
    void refusesTheSameKeyAgainWhenUnitsHaveComeBack() {
        live("OPEN", Duration.ofMinutes(-5), true);
        assertProblem(send(order(AccessToken.shopper("b-1"), "k-loser", "c1", "s1")), 409, "sold-out");
        live("OPEN", Duration.ofMinutes(-5), false);

        assertProblem(send(order(AccessToken.shopper("b-1"), "k-loser", "c1", "s1")), 409, "sold-out");
        assertThat(send(order(AccessToken.shopper("b-1"), "k-loser-2", "c1", "s1"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void letsAKeyThatCameTooEarlyComeAgain() {
        live("WARMED", Duration.ofMinutes(2), false);
        assertProblem(send(order(AccessToken.shopper("b-1"), "k-early-bird", "c1", "s1")), 425, "not-open-yet");
        live("OPEN", Duration.ofMinutes(-5), false);

        assertThat(send(order(AccessToken.shopper("b-1"), "k-early-bird", "c1", "s1"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void saysHowLongUntilTheStart() {
        live("WARMED", Duration.ofMinutes(2), false);

        HttpResponse<String> response = send(order(AccessToken.shopper("b-1"), "k-early", "c1", "s1"));

        assertProblem(response, 425, "not-open-yet");
        assertThat(header(response, "Retry-After"))
                .satisfies(seconds ->
                        assertThat(Integer.parseInt(String.valueOf(seconds))).isBetween(110, 120));
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void saysThatTheCampaignIsPausedOrOver() {
        live("PAUSED", Duration.ofMinutes(-5), false);
        assertProblem(send(order(AccessToken.shopper("b-1"), "k-paused", "c1", "s1")), 409, "campaign-paused");
        live("CLOSED", Duration.ofMinutes(-5), false);
        assertProblem(send(order(AccessToken.shopper("b-1"), "k-closed", "c1", "s1")), 409, "campaign-closed");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void asksForALoginBeforeItSaysSoldOut() {
        live("OPEN", Duration.ofMinutes(-5), true);

        assertProblem(send(order("forged", "k-anonymous", "c1", "s1")), 401, "unauthenticated");
    }

    @Test
    void forwardsWhenTheSnapshotCannotBeRead() {
        live("OPEN", Duration.ofMinutes(-5), true);
        UPSTREAM.live("{\"serverTime\":null}");

        AtomicInteger attempts = new AtomicInteger();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            String newKey = "k-stale-" + attempts.incrementAndGet();
            assertThat(send(order(AccessToken.shopper("b-1"), newKey, "c1", "s1"))
                            .statusCode())
                    .isEqualTo(202);
        });
        assertThat(UPSTREAM.seen()).isNotEmpty();
    }
}
