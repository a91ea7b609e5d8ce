package io.flashsale.reward;

import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a request, so that the caller learns all of it at once. */
public final class Fields {

    /** No amount, number of points or quota goes beyond this; sums of them stay far from overflowing. */
    public static final long MOST = 1_000_000_000_000L;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private record Fault(String field, String message) {}

    private final List<Fault> faults = new ArrayList<>();

    /** The path variable or the only field at fault. */
    public static String id(String field, @Nullable String value) {
        Fields fields = new Fields();
        String id = fields.anId(field, value);
        fields.refuseFaults();
        return id;
    }

    public void check(boolean fine, String field, String message) {
        if (!fine) {
            faults.add(new Fault(field, message));
        }
    }

    /** The value; whatever it is worth, {@link #refuseFaults} tells. */
    public String anId(String field, @Nullable String value) {
        check(value != null && ID.matcher(value).matches(), field, "must be 1 to 64 letters, digits, or _ . : -");
        return value == null ? "" : value;
    }

    public @Nullable String anIdOrNothing(String field, @Nullable String value) {
        return value == null ? null : anId(field, value);
    }

    /** What operators call a thing. */
    public String aName(String field, @Nullable String value) {
        check(
                value != null && NAME.matcher(value).matches(),
                field,
                "must be 1 to 64 lower-case letters, digits or dashes, and not begin with a dash");
        return value == null ? "" : value;
    }

    public long number(String field, @Nullable Long value, long least, long most) {
        check(value != null && value >= least && value <= most, field, "must be between " + least + " and " + most);
        return value == null ? least : value;
    }

    /** Minor units of an amount in the platform's currency. */
    public long amount(String field, @Nullable Money value, long least, String currency) {
        if (value == null) {
            check(false, field, "must be there");
            return least;
        }
        check(
                value.amount() >= least && value.amount() <= MOST,
                field + ".amount",
                "must be between " + least + " and " + MOST);
        check(currency.equals(value.currency()), field + ".currency", "must be " + currency);
        return value.amount();
    }

    /** Ends the request when anything was wrong. */
    public void refuseFaults() {
        if (faults.isEmpty()) {
            return;
        }
        Fault first = faults.getFirst();
        ProblemException problem = new ProblemException(
                CommonProblem.INVALID_REQUEST,
                faults.size() == 1
                        ? first.field() + " " + first.message() + "."
                        : faults.size() + " fields are not valid.");
        faults.forEach(fault -> problem.field(fault.field(), fault.message()));
        throw problem;
    }
}
