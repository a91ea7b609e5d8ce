package io.flashsale.reward.points;

import io.flashsale.reward.Fields;
import io.flashsale.reward.RewardProblem;
import io.flashsale.web.ProblemException;
import org.apache.seata.core.context.RootContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Points an operator gives; the transaction's id comes in the header {@code TX_XID}. */
@RestController
class GoodwillController {

    private static final long MOST = 1_000_000;

    private final GiveGoodwill giveGoodwill;

    GoodwillController(GiveGoodwill giveGoodwill) {
        this.giveGoodwill = giveGoodwill;
    }

    @PutMapping("/internal/points/goodwill/{goodwillId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void give(@PathVariable("goodwillId") String goodwillId, @RequestBody GoodwillRequest request) {
        Fields fields = new Fields();
        fields.check(RootContext.inGlobalTransaction(), RootContext.KEY_XID, "this header is required");
        Goodwill goodwill = new Goodwill(
                fields.anId("goodwillId", goodwillId),
                fields.anId("orderId", request.orderId()),
                fields.anId("buyerId", request.buyerId()),
                fields.number("points", request.points(), 1, MOST));
        fields.refuseFaults();
        if (!giveGoodwill.give(goodwill)) {
            throw new ProblemException(
                    RewardProblem.GRANTED_OTHERWISE, "Goodwill " + goodwillId + " was given before, and otherwise.");
        }
    }

    record GoodwillRequest(
            @Nullable String orderId,
            @Nullable String buyerId,
            @Nullable Long points) {}
}
