package io.flashsale.loadtest.auditor;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the numbers and offenders of one comparison. */
final class Probe {

    private final Invariant invariant;
    private final String how;
    private final LinkedHashMap<String, Long> numbers = new LinkedHashMap<>();
    private final List<String> offenders = new ArrayList<>();
    private long violations;

    Probe(Invariant invariant, String how) {
        this.invariant = invariant;
        this.how = how;
    }

    Probe number(String name, long value) {
        numbers.put(name, value);
        return this;
    }

    @FormatMethod
    void violatedIf(boolean violated, String offender, @Nullable Object... arguments) {
        if (violated) {
            violations++;
            if (offenders.size() < Finding.NAMED_OFFENDERS) {
                offenders.add(offender.formatted(arguments));
            }
        }
    }

    void equal(Object expected, Object actual, String what) {
        violatedIf(!Objects.equals(expected, actual), "%s: expected %s, found %s", what, expected, actual);
    }

    Finding finding() {
        return new Finding(
                invariant,
                violations == 0 ? Finding.Result.HOLDS : Finding.Result.BROKEN,
                numbers,
                violations,
                offenders,
                how);
    }
}
