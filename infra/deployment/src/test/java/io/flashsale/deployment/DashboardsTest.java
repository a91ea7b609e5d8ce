package io.flashsale.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.deployment.Files.Node;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardsTest {

    private static final Pattern RECORDED = Pattern.compile("flashsale:[a-z0-9_:]+");

    @ParameterizedTest
    @ValueSource(strings = {"sale", "machinery"})
    void panelsAskTheProvisionedSourceForSomethingThatExists(String name) {
        JsonNode board = new JsonMapper().readTree(Files.text("grafana/dashboards/" + name + ".json"));
        String source = Files.yaml("grafana/provisioning/datasources/prometheus.yml")
                .getFirst()
                .at("datasources")
                .list()
                .getFirst()
                .at("uid")
                .string();
        Set<String> recorded = Files.yaml("prometheus/recording.yml").getFirst().at("groups").list().stream()
                .flatMap(group -> group.at("rules").list().stream())
                .map(rule -> rule.at("record").string())
                .collect(Collectors.toSet());
        Set<Integer> ids = new HashSet<>();

        assertThat(board.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("datasource").path("uid").asString()).isEqualTo(source);
            assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> {
                String expression = target.path("expr").asString();
                assertThat(expression).isNotBlank();
                assertThat(RECORDED.matcher(expression).results().map(match -> match.group()))
                        .allSatisfy(rule -> assertThat(recorded).contains(rule));
            });
        });
    }

    @Test
    void theProviderReadsTheFolderComposeMounts() {
        String path = Files.yaml("grafana/provisioning/dashboards/flashsale.yml")
                .getFirst()
                .at("providers")
                .list()
                .getFirst()
                .at("options", "path")
                .string();
        assertThat(Files.yaml("compose.yaml").getFirst().at("services", "grafana", "volumes").list().stream()
                        .map(Node::string))
                .anySatisfy(volume -> assertThat(volume).contains(":" + path + ":"));
    }
}
