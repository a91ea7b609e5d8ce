package io.flashsale.loadtest.auditor;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What was found about one invariant.
 *
 * @param numbers   what was compared, in the order it was counted
 * @param violations how many there are; {@code offenders} names the first of them
 * @param offenders at most {@value #NAMED_OFFENDERS}, each with what is wrong about it
 * @param how       the comparison in words, or why it could not be made
 */
public record Finding(
        Invariant invariant,
        Result result,
        SequencedMap<String, Long> numbers,
        long violations,
        List<String> offenders,
        String how) {

    /** More names than this help nobody. */
    public static final int NAMED_OFFENDERS = 20;

    /** The verdict on an invariant. */
    public enum Result {
        HOLDS,
        BROKEN,
        NOT_CHECKED
    }

    public Finding {
        offenders = List.copyOf(offenders);
    }

    static Finding notChecked(Invariant invariant, String why) {
        return new Finding(invariant, Result.NOT_CHECKED, new java.util.LinkedHashMap<>(Map.of()), 0, List.of(), why);
    }
}
