package io.flashsale.loadtest.auditor;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The verdict on every invariant, in their order. */
public record AuditReport(Instant at, List<Finding> findings) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** Nothing is broken; what could not be checked does not count against it. */
    public boolean holds() {
        return broken().isEmpty();
    }

    public List<Finding> broken() {
        return findings.stream()
                .filter(finding -> finding.result() == Finding.Result.BROKEN)
                .toList();
    }

    public Finding of(Invariant invariant) {
        return findings.stream()
                .filter(finding -> finding.invariant() == invariant)
                .findFirst()
                .orElseThrow();
    }

    /** One line per invariant with a tick, a cross or a dash; details below what is broken. */
    public String text() {
        return findings.stream().map(AuditReport::line).collect(Collectors.joining("\n"));
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    private static String line(Finding finding) {
        String numbers = finding.numbers().entrySet().stream()
                .map(number -> number.getKey() + " " + number.getValue())
                .collect(Collectors.joining(", "));
        return switch (finding.result()) {
            case HOLDS -> " ✔ %-4s%s%s".formatted(finding.invariant(), title(finding), bracketed(numbers));
            case NOT_CHECKED -> " – %-4s%s (%s)".formatted(finding.invariant(), title(finding), finding.how());
            case BROKEN ->
                " ✘ %-4s%s: %d broken%s\n       how: %s\n%s"
                        .formatted(
                                finding.invariant(),
                                title(finding),
                                finding.violations(),
                                bracketed(numbers),
                                finding.how(),
                                finding.offenders().stream()
                                        .map(offender -> "       " + offender)
                                        .collect(Collectors.joining("\n")));
        };
    }

    private static String title(Finding finding) {
        return finding.invariant().title();
    }

    private static String bracketed(String numbers) {
        return numbers.isEmpty() ? "" : " (" + numbers + ")";
    }
}
