package io.flashsale.inventory.application;

import static java.util.Objects.requireNonNull;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.BatchVerdict;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.Outcome;
import io.flashsale.inventory.domain.StockGate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers every attempt of a batch at once; under the same batch id always the same. */
@Component
public class DecideBatch {
    private final LiveCampaigns live;
    private final StockGate gate;
    private final GateOutages outages;
    private final ApplyJournal journal;
    private final PastDecisions past;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    DecideBatch(
            LiveCampaigns live,
            StockGate gate,
            GateOutages outages,
            ApplyJournal journal,
            PastDecisions past,
            MeterRegistry meters) {
        this.live = live;
        this.gate = gate;
        this.outages = outages;
        this.journal = journal;
        this.past = past;
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("flashsale.attempts")
                            .description("Attempts answered by the stock gate")
                            .tag("outcome", outcome.name())
                            .register(meters));
        }
    }

    public BatchDecision decide(long campaignId, String sku, String batchId, List<Attempt> attempts) {
        Offer offer = live.offer(campaignId, sku);
        if (offer.item().epoch() == 0) {
            offer = live.reloadedOffer(campaignId, sku);
            if (offer.item().epoch() == 0) return new BatchDecision(offer, neverWarmed(offer, batchId, attempts));
        }
        try {
            return new BatchDecision(offer, ask(offer, batchId, attempts));
        } catch (GateNotReady e) {
            if (e.isUnreachable()) throw e;
            Offer reloaded = live.reloadedOffer(campaignId, sku);
            return new BatchDecision(
                    reloaded,
                    reloaded.item().epoch() == offer.item().epoch()
                            ? past.withoutGate(reloaded, batchId, e)
                            : ask(reloaded, batchId, attempts));
        }
    }

    private BatchState ask(Offer offer, String batchId, List<Attempt> attempts) {
        BatchState state;
        try {
            state = gate.decide(offer.item().ref(), offer.item().epoch(), batchId, attempts);
        } catch (GateNotReady e) {
            if (offer.campaign().status() == CampaignStatus.OPEN)
                outages.began(offer.item().ref());
            throw e;
        }
        outages.decided(offer.item().ref());
        if (state instanceof BatchState.Decided decided) {
            boolean admitted = false;
            for (AttemptVerdict one : decided.verdict().verdicts()) {
                requireNonNull(counters.get(one.outcome())).increment();
                admitted |= one.outcome() == Outcome.ADMITTED;
            }
            if (admitted) journal.expect(offer.item().ref());
        }
        return state;
    }

    /** Without a gate nothing can be admitted, so the answer is certain although nobody keeps it. */
    private BatchState neverWarmed(Offer offer, String batchId, List<Attempt> attempts) {
        Outcome outcome = offer.campaign().status() == CampaignStatus.SCHEDULED ? Outcome.NOT_OPEN_YET : Outcome.CLOSED;
        return new BatchState.Decided(new BatchVerdict(
                batchId,
                live.saleTime(),
                offer.item().available(),
                attempts.stream()
                        .map(attempt -> new AttemptVerdict(attempt.orderId(), outcome, null))
                        .toList()));
    }
}
