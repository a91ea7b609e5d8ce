package io.flashsale.inventory.web;

import io.flashsale.inventory.domain.StockGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Wishes whose earlier answers are asked for. */
record AnswersRequest(@Nullable List<@Nullable WishRequest> attempts) {
    private static final int MOST = 128;

    record WishRequest(
            @Nullable String buyerId,
            @Nullable String idempotencyKey,
            @Nullable String bodyHash) {}

    List<StockGate.AnswerQuery> checked() {
        Fields fields = new Fields();
        if (attempts == null || attempts.isEmpty() || attempts.size() > MOST) {
            fields.check(false, "attempts", "must hold 1 to " + MOST + " attempts");
            fields.refuseFaults();
            return List.of();
        }
        List<StockGate.AnswerQuery> checked = new ArrayList<>(attempts.size());
        for (int i = 0; i < attempts.size(); i++) {
            String at = "attempts[" + i + "]";
            WishRequest wish = attempts.get(i);
            if (wish == null) {
                fields.check(false, at, "is required");
                continue;
            }
            BatchRequest.checkWish(fields, at, wish.buyerId(), wish.idempotencyKey(), wish.bodyHash());
            if (fields.fine()) {
                checked.add(new StockGate.AnswerQuery(
                        Objects.requireNonNull(wish.buyerId()),
                        Objects.requireNonNull(wish.idempotencyKey()),
                        Objects.requireNonNull(wish.bodyHash())));
            }
        }
        fields.refuseFaults();
        return checked;
    }
}
