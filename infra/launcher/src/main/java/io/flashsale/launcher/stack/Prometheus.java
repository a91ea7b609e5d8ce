package io.flashsale.launcher.stack;

import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prometheus beside the stack, from wherever it is installed; {@code flashsale down} stops it with everything else. */
public final class Prometheus {

    private static final String PROGRAM = "FLASHSALE_PROMETHEUS";
    private static final int USUAL_PORT = 9090;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Folders folders;

    private Prometheus(Folders folders) {
        this.folders = folders;
    }

    /** Prometheus beside the stack in these folders. */
    public static Prometheus of(Folders folders) {
        return new Prometheus(folders);
    }

    /** Starts it unless it runs, and says where it is, or why there is none. */
    public String start() {
        Place place = Place.under(folders.home(), "prometheus", true);
        Path url = place.data().resolve("url");
        try {
            if (ManagedProcess.running(place).isPresent() && Files.exists(url)) {
                return line(Files.readString(url));
            }
            Optional<Path> program = program();
            if (program.isEmpty()) {
                return "Prometheus is not installed (Debian: apt-get install prometheus; or set " + PROGRAM
                        + "), so nothing observes the stack.";
            }
            int port = new Ports().near(USUAL_PORT);
            Files.createDirectories(place.data());
            Path configuration = place.data().resolve("prometheus.yml");
            Files.writeString(configuration, configuration(StackState.read(folders)));
            ManagedProcess process = ManagedProcess.start(
                    place,
                    List.of(
                            program.get().toString(),
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + place.data().resolve("tsdb"),
                            "--storage.tsdb.retention.time=1d",
                            "--web.listen-address=127.0.0.1:" + port),
                    Map.of());
            process.awaitReady(() -> Ports.accepts(port), DEADLINE);
            Files.writeString(url, "http://127.0.0.1:" + port);
            return line("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherProblem("Interrupted.", e);
        }
    }

    private static String line(String url) {
        return "Prometheus: " + url + "/alerts";
    }

    /** As infra/prometheus/prometheus.yml, with the ports of this stack. */
    private String configuration(StackState state) {
        Path rules = folders.root().resolve("infra/prometheus");
        StringBuilder text =
                new StringBuilder("""
                global:
                  scrape_interval: 5s
                  evaluation_interval: 5s
                rule_files:
                  - %s
                  - %s
                scrape_configs:
                """.formatted(rules.resolve("recording.yml"), rules.resolve("alerts.yml")));
        Map<Component, Port> targets = Map.of(
                Component.GATEWAY, Port.GATEWAY_MANAGEMENT,
                Component.INVENTORY, Port.INVENTORY,
                Component.ORDER, Port.ORDER,
                Component.PAYMENT, Port.PAYMENT,
                Component.REWARD, Port.REWARD);
        targets.forEach((component, port) -> text.append("""
                  - job_name: %s
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(component.label(), state.port(port))));
        return text.toString();
    }

    private static Optional<Path> program() {
        String chosen = System.getenv(PROGRAM);
        if (chosen != null) {
            return Optional.of(Path.of(chosen));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(java.io.File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
