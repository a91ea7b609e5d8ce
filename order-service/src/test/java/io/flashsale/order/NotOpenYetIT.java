package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.KnownSale;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NotOpenYetIT extends OrderServiceIT {

    @Test
    void whoeverIsEarlyIsToldWhenToComeBack() {
        Campaign campaign = warmedCampaign(Instant.now().plus(Duration.ofMinutes(10)), 5, 1, 900);
        await().atMost(PATIENCE)
                .until(() -> sale.stateOf(new ItemKey(campaign.id(), "phone")) == KnownSale.State.NOT_OPEN_YET);

        Answer early = buy(uniqueName("buyer"), campaign, 1, uniqueName("key"));

        assertThat(early.status()).isEqualTo(425);
        assertThat(early.code()).isEqualTo("not-open-yet");
        assertThat(Integer.parseInt(early.retryAfter())).isBetween(500, 600);
    }
}
