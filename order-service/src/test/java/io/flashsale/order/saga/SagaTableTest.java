package io.flashsale.order.saga;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.RepositoryRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** infra/docs/sagas.md speaks of every branch and step there is, of none there is not, and of tests that exist. */
class SagaTableTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z][A-Za-z]+) \\|.*", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:IT|Test))`");

    @Test
    void hasRowsForEveryStepAndForNoOther() throws IOException {
        String document = Files.readString(RepositoryRoot.path().resolve("infra/docs/sagas.md"));
        for (String saga : List.of("fulfil-order", "refund-order")) {
            String section = document.substring(document.indexOf("## " + saga));
            section = section.substring(0, section.indexOf("\n## ", 1));
            assertThat(matches(ROW, section)).as(saga).isEqualTo(steps(saga));
        }
    }

    @Test
    void hasARowForEveryPhaseOfEveryBranchAndEveryFault() throws IOException {
        String document = Files.readString(RepositoryRoot.path().resolve("infra/docs/sagas.md"));
        for (String branch : List.of("wallet-hold", "reward-checkout", "order-checkout", "reservation-checkout")) {
            for (String phase : List.of("try", "confirm", "cancel")) {
                for (String fault : List.of("its service killed", "its service paused", "Seata killed")) {
                    assertThat(document).contains("| " + branch + " | " + phase + " | " + fault + " |");
                }
            }
        }
    }

    @Test
    void namesTestsThatExist() throws IOException {
        Path root = RepositoryRoot.path();
        Set<String> tests = new HashSet<>();
        for (String service : List.of("order-service", "payment-service", "reward-service", "inventory-service")) {
            try (Stream<Path> files = Files.walk(root.resolve(service).resolve("src/test"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(tests::add);
            }
        }
        assertThat(tests).containsAll(matches(TEST, Files.readString(root.resolve("infra/docs/sagas.md"))));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> steps(String saga) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                SagaTableTest.class.getResourceAsStream("/seata/saga/statelang/" + saga + ".json"))) {
            JsonNode states =
                    JSON.readTree(new String(file.readAllBytes(), UTF_8)).path("States");
            return states.propertyStream()
                    .filter(state -> state.getValue().path("Type").asString().equals("ServiceTask"))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }
}
