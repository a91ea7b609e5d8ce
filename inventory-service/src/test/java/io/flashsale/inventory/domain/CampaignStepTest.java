package io.flashsale.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CampaignStepTest {
    @Test
    void aCampaignTravelsFromDraftToSettled() {
        CampaignStatus status = CampaignStatus.DRAFT;
        for (CampaignStep step : new CampaignStep[] {
            CampaignStep.SCHEDULE,
            CampaignStep.WARM_UP,
            CampaignStep.OPEN_SALE,
            CampaignStep.PAUSE,
            CampaignStep.RESUME,
            CampaignStep.CLOSE,
            CampaignStep.SETTLE
        }) {
            assertThat(step.isLegalFrom(status)).as("%s from %s", step, status).isTrue();
            status = step.target();
        }
        assertThat(status).isEqualTo(CampaignStatus.SETTLED);
    }

    @Test
    void canBeStoppedFromTheMomentItCouldSell() {
        assertThat(legalFrom(CampaignStep.STOP))
                .isEqualTo(EnumSet.of(CampaignStatus.WARMED, CampaignStatus.OPEN, CampaignStatus.PAUSED));
    }

    @Test
    void canBeCancelledOnlyBeforeItOpens() {
        assertThat(legalFrom(CampaignStep.CANCEL))
                .isEqualTo(EnumSet.of(CampaignStatus.DRAFT, CampaignStatus.SCHEDULED, CampaignStatus.WARMED));
    }

    @Test
    void anEndedCampaignCanOnlyBeSettled() {
        for (CampaignStep step : CampaignStep.values()) {
            assertThat(legalFrom(step)).doesNotContain(CampaignStatus.SETTLED, CampaignStatus.CANCELLED);
            if (step != CampaignStep.SETTLE) assertThat(legalFrom(step)).doesNotContain(CampaignStatus.CLOSED);
        }
    }

    @Test
    void draftsAndCancelledCampaignsAreHidden() {
        assertThat(Arrays.stream(CampaignStatus.values()).filter(status -> !status.isPublic()))
                .containsExactlyInAnyOrder(CampaignStatus.DRAFT, CampaignStatus.CANCELLED);
    }

    private static Set<CampaignStatus> legalFrom(CampaignStep step) {
        return Arrays.stream(CampaignStatus.values()).filter(step::isLegalFrom).collect(Collectors.toSet());
    }
}
