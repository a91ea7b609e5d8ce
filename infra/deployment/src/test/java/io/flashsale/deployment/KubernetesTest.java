package io.flashsale.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.deployment.Files.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTest {

    private static final List<Node> ALL = Files.in("kubernetes", ".yaml").stream()
            .filter(file -> !file.endsWith("kustomization.yaml"))
            .flatMap(file -> Files.yaml("kubernetes/" + file.getFileName()).stream())
            .toList();

    private static Map<String, Node> kind(String kind) {
        return ALL.stream()
                .filter(one -> one.at("kind").string().equals(kind))
                .collect(Collectors.toMap(one -> one.at("metadata", "name").string(), Function.identity()));
    }

    private static Node one(String kind, String name) {
        return kind(kind).getOrDefault(name, Node.ABSENT);
    }

    @Test
    void theKustomizationNamesEveryFile() {
        assertThat(Files.yaml("kubernetes/kustomization.yaml").getFirst().at("resources").list().stream()
                        .map(Node::string))
                .containsExactlyInAnyOrderElementsOf(Files.in("kubernetes", ".yaml").stream()
                        .map(file -> file.getFileName().toString())
                        .filter(file -> !file.equals("kustomization.yaml"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "inventory-service", "order-service", "payment-service", "reward-service"})
    void everyServiceIsProbedLimitedSpreadAndScaled(String name) {
        Node deployment = one("Deployment", name);
        Node pod = deployment.at("spec", "template");
        Node container = pod.at("spec", "containers").list().getFirst();
        String app = pod.at("metadata", "labels", "app").string();

        assertThat(deployment.at("spec", "selector", "matchLabels", "app").string())
                .isEqualTo(app);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.at(probe, "httpGet", "path").string()).startsWith("/actuator/health/");
            assertThat(container.at("ports").list().stream()
                            .map(port -> port.at("containerPort").string()))
                    .contains(container.at(probe, "httpGet", "port").string());
        }
        assertThat(container.at("resources", "limits", "memory").string()).isNotEmpty();
        assertThat(container.at("securityContext", "readOnlyRootFilesystem").string())
                .isEqualTo("true");
        assertThat(pod.at("spec", "securityContext", "runAsNonRoot").string()).isEqualTo("true");
        assertThat(one("Service", name).at("spec", "selector", "app").string()).isEqualTo(app);
        assertThat(one("PodDisruptionBudget", name)
                        .at("spec", "selector", "matchLabels", "app")
                        .string())
                .isEqualTo(app);
        Node scaler = one("HorizontalPodAutoscaler", name);
        assertThat(scaler.at("spec", "scaleTargetRef", "name").string()).isEqualTo(name);
        assertThat(Integer.parseInt(scaler.at("spec", "minReplicas").string())).isGreaterThanOrEqualTo(2);
    }

    @Test
    void secretsComeFromTheSecretTheReadmeMakesAndAreInNoFile() {
        String readme = Files.text("kubernetes/README.md");
        kind("Deployment")
                .forEach((name, deployment) -> environment(deployment).forEach(variable -> {
                    String secret =
                            variable.at("valueFrom", "secretKeyRef", "key").string();
                    if (variable.at("name").string().matches(".*(SECRET|PASSWORD|PRIVATE_KEY|TOKEN_KEYS|REDIS_URL)")) {
                        assertThat(secret)
                                .as(name + " " + variable.at("name").string())
                                .isNotEmpty();
                    }
                    if (!secret.isEmpty()) {
                        assertThat(readme).contains("--from-literal=" + secret + "=");
                    }
                }));
        assertThat(kind("Secret")).isEmpty();
    }

    @Test
    void settingsThatAreReferredToExist() {
        Map<String, Node> maps = kind("ConfigMap");
        kind("Deployment")
                .values()
                .forEach(deployment -> environment(deployment).forEach(variable -> {
                    Node reference = variable.at("valueFrom", "configMapKeyRef");
                    if (!reference.map().isEmpty()) {
                        assertThat(maps.getOrDefault(reference.at("name").string(), Node.ABSENT)
                                        .at("data")
                                        .map())
                                .containsKey(reference.at("key").string());
                    }
                }));
    }

    @Test
    void nothingButTheGatewayIsReachedFromOutside() {
        Map<String, Node> policies = kind("NetworkPolicy");
        Node nobody = policies.getOrDefault("nobody-reaches-anything", Node.ABSENT);
        assertThat(nobody.at("spec").map()).containsKey("podSelector");
        assertThat(nobody.at("spec", "podSelector").map()).isEmpty();
        assertThat(nobody.at("spec", "ingress").list()).isEmpty();

        Set<String> reachedFromIngress = policies.values().stream()
                .filter(policy -> sources(policy)
                        .anyMatch(from -> from.at("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name")
                                .string()
                                .equals("ingress-nginx")))
                .map(policy ->
                        policy.at("spec", "podSelector", "matchLabels", "app").string())
                .collect(Collectors.toSet());
        assertThat(reachedFromIngress).containsExactly("gateway");
        assertThat(policies.values().stream().flatMap(KubernetesTest::sources))
                .as("every source is a pod or a namespace, never everybody")
                .allSatisfy(from -> assertThat(from.map()).isNotEmpty());
        assertThat(kind("Service").values())
                .allSatisfy(service ->
                        assertThat(service.at("spec", "type").string()).isEmpty());
    }

    private static Stream<Node> sources(Node policy) {
        return policy.at("spec", "ingress").list().stream().flatMap(rule -> rule.at("from").list().stream());
    }

    private static Stream<Node> environment(Node deployment) {
        return deployment.at("spec", "template", "spec", "containers").list().getFirst().at("env").list().stream();
    }
}
