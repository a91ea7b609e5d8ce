package io.flashsale.payment.web;

import io.flashsale.payment.domain.Money;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request must look like before anybody acts on it. */
final class Checks {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private Checks() {}

    static String idempotencyKey(String value) {
        return matching("Idempotency-Key", value, KEY, "must be 1 to 64 letters, digits, _ or -");
    }

    static String id(String field, @Nullable String value) {
        return matching(field, value, ID, "must be 1 to 64 letters, digits, or _ . : -");
    }

    static @Nullable String optionalId(String field, @Nullable String value) {
        return value == null ? null : id(field, value);
    }

    /** Nothing is 0. */
    static long notNegative(String field, @Nullable Long value) {
        if (value != null && value < 0) {
            throw invalid(field, "must not be negative");
        }
        return value == null ? 0 : value;
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw invalid(field, "is required");
        }
        return value;
    }

    static Money positive(String field, @Nullable Money value) {
        if (value == null || !value.positiveCny()) {
            throw invalid(field, "must be a positive amount in CNY");
        }
        return value;
    }

    private static String matching(String field, @Nullable String value, Pattern pattern, String message) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw invalid(field, message);
        }
        return value;
    }

    private static ProblemException invalid(String field, String message) {
        return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message + ".").field(field, message);
    }
}
