package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.StockGate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the answers that were given earlier to the same wishes; changes nothing. */
@Component
public class LookUpAnswers {
    private final LiveCampaigns live;
    private final StockGate gate;

    LookUpAnswers(LiveCampaigns live, StockGate gate) {
        this.live = live;
        this.gate = gate;
    }

    public List<Optional<AttemptVerdict>> lookUp(long campaignId, String sku, List<StockGate.AnswerQuery> queries) {
        Offer offer = live.offer(campaignId, sku);
        return gate.answers(offer.item().ref(), offer.item().epoch(), queries);
    }
}
