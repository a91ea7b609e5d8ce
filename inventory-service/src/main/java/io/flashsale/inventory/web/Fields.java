package io.flashsale.inventory.web;

import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a request, so that the caller learns all of it at once. */
final class Fields {
    private record Fault(String field, String message) {}

    private final List<Fault> faults = new ArrayList<>();

    void check(boolean fine, String field, String message) {
        if (!fine) faults.add(new Fault(field, message));
    }

    void text(@Nullable String value, int longest, String field) {
        check(
                value != null && !value.isBlank() && value.length() <= longest,
                field,
                "must be a text of 1 to " + longest + " characters");
    }

    void id(@Nullable String value, int longest, String field) {
        check(isId(value, longest), field, "must be 1 to " + longest + " letters, digits, '-' or '_'");
    }

    void number(@Nullable Integer value, int least, int most, String field) {
        check(isBetween(value, least, most), field, "must be between " + least + " and " + most);
    }

    static boolean isBetween(@Nullable Integer value, int least, int most) {
        return value != null && value >= least && value <= most;
    }

    static boolean isId(@Nullable String value, int longest) {
        if (value == null || value.isEmpty() || value.length() > longest) return false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fine =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!fine) return false;
        }
        return true;
    }

    /** Visible ASCII without '|', which separates parts of keys. */
    static boolean isVisible(@Nullable String value, int longest) {
        if (value == null || value.isEmpty() || value.length() > longest) return false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~' || c == '|') return false;
        }
        return true;
    }

    boolean fine() {
        return faults.isEmpty();
    }

    /** Ends the request when anything was wrong. */
    void refuseFaults() {
        if (faults.isEmpty()) return;
        Fault first = faults.getFirst();
        ProblemException problem = new ProblemException(
                CommonProblem.INVALID_REQUEST,
                faults.size() == 1
                        ? first.field() + " " + first.message() + "."
                        : faults.size() + " fields are not valid.");
        for (Fault fault : faults) problem = problem.field(fault.field(), fault.message());
        throw problem;
    }
}
