package io.flashsale.inventory.web;

import io.flashsale.inventory.domain.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attempts to be decided together. */
record BatchRequest(@Nullable List<@Nullable AttemptRequest> attempts) {
    private static final int MOST_ATTEMPTS = 128;
    private static final int MOST_UNITS = 100;

    record AttemptRequest(
            @Nullable String orderId,
            @Nullable String buyerId,
            @Nullable String idempotencyKey,
            @Nullable String bodyHash,
            @Nullable Integer quantity,
            @Nullable NonceRequest nonce) {

        boolean isFine() {
            return Fields.isId(orderId, 64)
                    && Fields.isVisible(buyerId, 128)
                    && Fields.isId(idempotencyKey, 64)
                    && Fields.isVisible(bodyHash, 128)
                    && Fields.isBetween(quantity, 1, MOST_UNITS)
                    && (nonce == null || (Fields.isId(nonce.value(), 64) && nonce.validUntil() != null));
        }

        void nameFaults(Fields fields, String at) {
            fields.id(orderId, 64, at + ".orderId");
            checkWish(fields, at, buyerId, idempotencyKey, bodyHash);
            fields.number(quantity, 1, MOST_UNITS, at + ".quantity");
            if (nonce != null) {
                fields.id(nonce.value(), 64, at + ".nonce.value");
                fields.check(nonce.validUntil() != null, at + ".nonce.validUntil", "is required, as an ISO-8601 time");
            }
        }

        /** Once it is known to be fine. */
        Attempt checked() {
            return new Attempt(
                    Objects.requireNonNull(orderId),
                    Objects.requireNonNull(buyerId),
                    Objects.requireNonNull(idempotencyKey),
                    Objects.requireNonNull(bodyHash),
                    Objects.requireNonNull(quantity),
                    nonce == null
                            ? null
                            : new Attempt.Nonce(
                                    Objects.requireNonNull(nonce.value()), Objects.requireNonNull(nonce.validUntil())));
        }
    }

    /** The nonce of the purchase token the attempt came with. */
    record NonceRequest(@Nullable String value, @Nullable Instant validUntil) {}

    List<Attempt> checked(String batchId) {
        Fields fields = new Fields();
        fields.id(batchId, 64, "batchId");
        if (attempts == null || attempts.isEmpty() || attempts.size() > MOST_ATTEMPTS) {
            fields.check(false, "attempts", "must hold 1 to " + MOST_ATTEMPTS + " attempts");
            fields.refuseFaults();
            return List.of();
        }
        List<Attempt> checked = new ArrayList<>(attempts.size());
        Set<String> orders = new HashSet<>();
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRequest attempt = attempts.get(i);
            if (attempt == null) {
                fields.check(false, at(i), "is required");
                continue;
            }
            // The names of fields are put together only when they are needed; this is done for every order.
            if (!attempt.isFine()) attempt.nameFaults(fields, at(i));
            if (attempt.orderId() != null && !orders.add(attempt.orderId())) {
                fields.check(false, at(i) + ".orderId", "appears twice");
            }
            if (fields.fine()) checked.add(attempt.checked());
        }
        fields.refuseFaults();
        return checked;
    }

    private static String at(int index) {
        return "attempts[" + index + "]";
    }

    static void checkWish(
            Fields fields,
            String at,
            @Nullable String buyerId,
            @Nullable String idempotencyKey,
            @Nullable String bodyHash) {
        fields.check(
                Fields.isVisible(buyerId, 128),
                at + ".buyerId",
                "must be 1 to 128 visible ASCII characters without '|'");
        fields.id(idempotencyKey, 64, at + ".idempotencyKey");
        fields.check(
                Fields.isVisible(bodyHash, 128),
                at + ".bodyHash",
                "must be 1 to 128 visible ASCII characters without '|'");
    }
}
