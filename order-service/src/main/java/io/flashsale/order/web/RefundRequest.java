package io.flashsale.order.web;

import io.flashsale.order.application.RefundOrder.Wish;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to go back.
 *
 * @param quantity units; without it, everything that is left
 */
record RefundRequest(@Nullable @Min(1) @Max(100) Integer quantity) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    static Wish wish(@Nullable RefundRequest request, @Nullable String key) {
        Integer quantity = request == null ? null : request.quantity();
        if (key != null && !KEY.matcher(key).matches()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The Idempotency-Key is not valid.")
                    .field("Idempotency-Key", "must be 1 to 64 letters, digits, dashes or underscores");
        }
        if (key == null && quantity != null) {
            throw new ProblemException(
                            CommonProblem.INVALID_REQUEST,
                            "A refund by quantity needs an Idempotency-Key, so that a repetition is not another refund.")
                    .field("Idempotency-Key", "this header is required with a quantity");
        }
        return new Wish(key, quantity);
    }
}
