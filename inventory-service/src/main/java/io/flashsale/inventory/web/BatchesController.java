package io.flashsale.inventory.web;

import io.flashsale.inventory.application.BatchDecision;
import io.flashsale.inventory.application.DecideBatch;
import io.flashsale.inventory.application.LookUpAnswers;
import io.flashsale.inventory.application.ResolveBatch;
import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.Outcome;
import io.flashsale.web.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/campaigns/{campaignId}/items/{sku}")
class BatchesController {
    private final DecideBatch decideBatch;
    private final ResolveBatch resolveBatch;
    private final LookUpAnswers lookUpAnswers;

    BatchesController(DecideBatch decideBatch, ResolveBatch resolveBatch, LookUpAnswers lookUpAnswers) {
        this.decideBatch = decideBatch;
        this.resolveBatch = resolveBatch;
        this.lookUpAnswers = lookUpAnswers;
    }

    record SealResource(boolean sealed, @Nullable BatchVerdictResource verdict) {}

    record AnswersResource(List<Answer> answers) {}

    /** Both null when the wish was never answered. */
    record Answer(@Nullable Outcome outcome, @Nullable String originalOrderId) {}

    @PutMapping("/batches/{batchId}")
    BatchVerdictResource decide(
            @PathVariable String campaignId,
            @PathVariable String sku,
            @PathVariable String batchId,
            @RequestBody BatchRequest request) {
        return verdict(
                batchId, decideBatch.decide(CampaignIds.parse(campaignId), sku, batchId, request.checked(batchId)));
    }

    @GetMapping("/batches/{batchId}")
    BatchVerdictResource get(@PathVariable String campaignId, @PathVariable String sku, @PathVariable String batchId) {
        return resolveBatch
                .find(CampaignIds.parse(campaignId), sku, batchId)
                .map(decision -> verdict(batchId, decision))
                .orElseThrow(() -> new ProblemException(
                        InventoryProblem.BATCH_NOT_FOUND, "Batch " + batchId + " was not decided."));
    }

    @PostMapping("/batches/{batchId}/seal")
    SealResource seal(@PathVariable String campaignId, @PathVariable String sku, @PathVariable String batchId) {
        Fields fields = new Fields();
        fields.id(batchId, 64, "batchId");
        fields.refuseFaults();
        BatchDecision decision = resolveBatch.resolve(CampaignIds.parse(campaignId), sku, batchId);
        return decision.state() instanceof BatchState.Decided decided
                ? new SealResource(false, BatchVerdictResource.of(decision.offer(), decided.verdict()))
                : new SealResource(true, null);
    }

    @PostMapping("/answers")
    AnswersResource answers(
            @PathVariable String campaignId, @PathVariable String sku, @RequestBody AnswersRequest request) {
        List<Optional<AttemptVerdict>> answers =
                lookUpAnswers.lookUp(CampaignIds.parse(campaignId), sku, request.checked());
        return new AnswersResource(answers.stream()
                .map(answer -> new Answer(
                        answer.map(AttemptVerdict::outcome).orElse(null),
                        answer.map(AttemptVerdict::originalOrderId).orElse(null)))
                .toList());
    }

    private static BatchVerdictResource verdict(String batchId, BatchDecision decision) {
        if (decision.state() instanceof BatchState.Decided decided) {
            return BatchVerdictResource.of(decision.offer(), decided.verdict());
        }
        throw new ProblemException(
                InventoryProblem.BATCH_SEALED, "Batch " + batchId + " was given up before it was decided.");
    }
}
