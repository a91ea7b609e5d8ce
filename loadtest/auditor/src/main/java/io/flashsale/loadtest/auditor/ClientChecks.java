package io.flashsale.loadtest.auditor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the answers that buyers got prove to be wrong, without a look into any store: they contradict each other.
 * That nothing is found proves little; the audit of the stores proves the rest.
 */
public final class ClientChecks {

    /** A key that got this answer gets no other. */
    private static final String DEFINITE = "sold-out";

    private ClientChecks() {}

    /** Contradictions in the history of one campaign, each in a sentence with the ids. */
    public static List<String> contradictions(List<HistoryEntry> history, String campaign) {
        List<HistoryEntry> told = history.stream()
                .filter(entry -> campaign.equals(entry.campaign()))
                .toList();
        List<HistoryEntry> bought = told.stream()
                .filter(entry -> entry.isBuy() && entry.isOk() && entry.orderId() != null)
                .toList();
        List<String> found = new ArrayList<>();
        sets(bought, ClientChecks::attempt, entry -> Objects.requireNonNull(entry.orderId()))
                .forEach((attempt, orders) -> {
                    if (orders.size() > 1) {
                        found.add(attempt + " was told of several orders: " + String.join(", ", orders));
                    }
                });
        sets(bought, entry -> Objects.requireNonNull(entry.orderId()), HistoryEntry::buyer)
                .forEach((order, buyers) -> {
                    if (buyers.size() > 1) {
                        found.add("order " + order + " was promised to several buyers: " + String.join(", ", buyers));
                    }
                });
        Set<String> won = bought.stream().map(ClientChecks::attempt).collect(toCollection(TreeSet::new));
        told.stream()
                .filter(entry -> entry.isBuy() && entry.isRefused() && DEFINITE.equals(entry.code()))
                .map(ClientChecks::attempt)
                .distinct()
                .filter(won::contains)
                .forEach(attempt -> found.add(attempt + " was told of an order, and that nothing is left"));
        return List.copyOf(found);
    }

    private static String attempt(HistoryEntry entry) {
        return entry.buyer() + " with key " + entry.key();
    }

    private static Map<String, ? extends Set<String>> sets(
            List<HistoryEntry> entries, Function<HistoryEntry, String> key, Function<HistoryEntry, String> value) {
        return entries.stream().collect(groupingBy(key, mapping(value, toCollection(TreeSet::new))));
    }
}
