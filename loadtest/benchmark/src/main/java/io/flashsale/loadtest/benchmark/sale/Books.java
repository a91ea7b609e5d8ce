package io.flashsale.loadtest.benchmark.sale;

import io.flashsale.loadtest.benchmark.load.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where the orders of one arm and one sale end up. */
public interface Books extends AutoCloseable {

    /** Whether all of these few orders are stored. Costs next to nothing, because it is asked while CPU is counted. */
    boolean hold(long[] orderIds);

    /** Whether nothing of so many accepted orders is under way any more. Costs next to nothing. */
    boolean areSettled(long accepted);

    /**
     * What does not fit together: an accepted order that is missing, an order nobody was told of, stock that does not
     * balance.
     *
     * @param accepted every order that a client was told of
     * @param unanswered how many questions got no definite answer, and may have become orders
     */
    List<String> violations(Ids accepted, long unanswered);

    @Override
    void close();

    /** Compares what clients were told with what is stored. */
    static List<String> compare(Ids accepted, Ids stored, long unanswered) {
        long[] told = accepted.sorted();
        long[] kept = stored.sorted();
        long missing = Arrays.stream(told)
                .filter(id -> Arrays.binarySearch(kept, id) < 0)
                .count();
        long twice = told.length - Arrays.stream(told).distinct().count();
        long untold = kept.length - (told.length - missing - twice);
        List<String> violations = new ArrayList<>();
        if (missing > 0) {
            violations.add(missing + " accepted orders are not stored");
        }
        if (twice > 0) {
            violations.add(twice + " order ids were given to two buyers");
        }
        if (untold > unanswered) {
            violations.add("%d orders nobody was told of, with %d calls unanswered".formatted(untold, unanswered));
        }
        return violations;
    }

    /** A list of numbers for an SQL statement. */
    static String list(long[] ids) {
        return Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
