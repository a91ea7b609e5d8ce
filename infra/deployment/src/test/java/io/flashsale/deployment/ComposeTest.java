package io.flashsale.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.deployment.Files.Node;
import io.flashsale.middleware.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(:\\?)?}");

    private final Map<String, Node> services =
            Files.yaml("compose.yaml").getFirst().at("services").map();

    @Test
    void onlyTheDoorsAreOpenAndOnlyOnLoopback() {
        services.forEach((name, service) -> {
            List<Node> ports = service.at("ports").list();
            if (!Set.of("gateway", "provider-simulator", "prometheus", "grafana")
                    .contains(name)) {
                assertThat(ports).as(name).isEmpty();
            }
            assertThat(ports).allSatisfy(port -> assertThat(port.string()).startsWith("127.0.0.1:"));
        });
    }

    @Test
    void noSecretHasADefaultAndEachIsInTheExample() {
        Set<String> examples = Files.text(".env.example")
                .lines()
                .filter(line -> line.endsWith("="))
                .map(line -> line.substring(0, line.length() - 1))
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        VARIABLE.matcher(Files.text("compose.yaml")).results().forEach(match -> {
            assertThat(match.group(2)).as(match.group(1) + " must be required").isEqualTo(":?");
            used.add(match.group(1));
        });
        assertThat(used).containsExactlyInAnyOrderElementsOf(examples);
    }

    @Test
    void everythingDependedOnExists() {
        services.forEach((name, service) -> {
            Node needs = service.at("depends_on");
            Set<String> named = needs.list().isEmpty()
                    ? needs.map().keySet()
                    : needs.list().stream().map(Node::string).collect(Collectors.toSet());
            assertThat(services.keySet()).as(name).containsAll(named);
        });
    }

    @Test
    void mountsExist() {
        services.values()
                .forEach(service -> service.at("volumes").list().stream()
                        .map(Node::string)
                        .filter(volume -> volume.startsWith("./"))
                        .map(volume -> volume.substring(2, volume.indexOf(':')))
                        .forEach(file -> assertThat(Files.path(file)).exists()));
    }

    @Test
    void createsEveryTopic() {
        assertThat(services.getOrDefault("topics", Node.ABSENT)
                        .at("environment", "TOPICS")
                        .string()
                        .split(" "))
                .containsExactlyInAnyOrderElementsOf(Topics.ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "inventory-service",
                "order-service",
                "payment-service",
                "reward-service",
                "provider-simulator"
            })
    void servicesAreBuiltFromTheSharedFileAndMayWriteNothing(String name) {
        Node service = services.getOrDefault(name, Node.ABSENT);
        assertThat(service.at("build", "dockerfile").string()).isEqualTo("infra/docker/Dockerfile");
        String module = service.at("build", "args", "SERVICE").string();
        assertThat(Files.path("..").resolve(module).resolve("pom.xml")).exists();
        assertThat(service.at("read_only").string()).isEqualTo("true");
    }
}
