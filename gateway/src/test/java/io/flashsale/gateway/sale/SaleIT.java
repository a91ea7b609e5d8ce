package io.flashsale.gateway.sale;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
        UPSTREAM.live("null", Duration.ZERO);

        AtomicInteger attempts = new AtomicInteger();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            String newKey = "k-stale-" + attempts.incrementAndGet();
            assertThat(send(order(AccessToken.shopper("b-1"), newKey, "c1", "s1"))
                            .statusCode())
                    .isEqualTo(202);
        });
        assertThat(UPSTREAM.seen()).isNotEmpty();
    }

    @Test
    void tellsCampaignsFromMemory() {
        live("OPEN", Duration.ofMinutes(-5), false);

        HttpResponse<String> all = send(request("/api/campaigns"));
        HttpResponse<String> one = send(request("/api/campaigns/c1"));

        assertThat(all.statusCode()).isEqualTo(200);
        JsonNode campaign = JSON.readTree(all.body()).path(0);
        assertThat(campaign.path("id").stringValue()).isEqualTo("c1");
        assertThat(campaign.path("items").path(0).path("claimedPercent").intValue())
                .isEqualTo(40);
        assertThat(Instant.parse(campaign.path("serverTime").stringValue()))
                .isCloseTo(Instant.now(), within(2, ChronoUnit.SECONDS));
        assertThat(JSON.readTree(one.body()).path("name").stringValue()).isEqualTo("Sale");
        assertThat(header(one, "Cache-Control")).isEqualTo("no-cache");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void answersWithoutABodyUntilACampaignChanges() {
        live("OPEN", Duration.ofMinutes(-5), false);
        String tag = String.valueOf(header(send(request("/api/campaigns/c1")), "ETag"));

        HttpResponse<String> same = send(request("/api/campaigns/c1").header("If-None-Match", tag));

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo(tag);
        assertThat(header(same, "Server-Time")).isNotNull();
        live("PAUSED", Duration.ofMinutes(-5), false);
        HttpResponse<String> changed = send(request("/api/campaigns/c1").header("If-None-Match", tag));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("\"status\":\"PAUSED\"");
        assertThat(header(changed, "ETag")).isNotEqualTo(tag);
    }

    @Test
    void inventoryServiceTellsWhatIsNotInMemory() {
        live("OPEN", Duration.ofMinutes(-5), false);

        assertThat(send(request("/api/campaigns/4711")).statusCode()).isEqualTo(202);
        assertThat(UPSTREAM.seen()).hasSize(1);
        UPSTREAM.live("null", Duration.ZERO);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(send(request("/api/campaigns/c1")).statusCode())
                                .as("a stale snapshot tells nothing")
                                .isEqualTo(202));
    }

    @Test
    void olderNewsNeverReplaceNewer() {
        live("PAUSED", Duration.ofMinutes(-5), false);
        long told = UPSTREAM.told();

        UPSTREAM.live(campaign(Long.MAX_VALUE, "OPEN", Duration.ofMinutes(-5), false), Duration.ofSeconds(60));

        await().atMost(Duration.ofSeconds(2)).until(() -> UPSTREAM.told() >= told + 5);
        assertThat(send(request("/api/campaigns/c1")).body()).contains("\"status\":\"PAUSED\"");
        assertProblem(send(order(AccessToken.shopper("b-1"), "k-older-news", "c1", "s1")), 409, "campaign-paused");
    }

    @Test
    void asksOftenOnlyWhileThereIsNoAnswer() {
        live("OPEN", Duration.ofMinutes(-5), false);
        long told = UPSTREAM.told();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(UPSTREAM.told() - told)
                .as("once a second and gateway of this JVM")
                .isBetween(1L, 12L);

        UPSTREAM.live("null", Duration.ZERO);
        long unread = UPSTREAM.told();
        await().atMost(Duration.ofSeconds(3)).until(() -> UPSTREAM.told() - unread > 25);
    }
}
