package io.flashsale.loadtest.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What has to be there already: a browser, and a platform that runs. */
final class Surroundings {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private Surroundings() {}

    /** The browser named by {@code FLASHSALE_BROWSER}, else the first known one on the path. */
    static Optional<Path> browser() {
        String chosen = System.getenv("FLASHSALE_BROWSER");
        if (chosen != null) {
            return Optional.of(Path.of(chosen));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The gateway named by {@code FLASHSALE_GATEWAY_URL}, else that of the local stack; empty when it does not answer. */
    static Optional<URI> gateway() {
        String chosen = System.getenv("FLASHSALE_GATEWAY_URL");
        return (chosen == null ? localGateway() : Optional.of(URI.create(chosen))).filter(Surroundings::answers);
    }

    private static Optional<URI> localGateway() {
        Path stack = root().resolve(".flashsale/run/stack.json");
        if (!Files.exists(stack)) {
            return Optional.empty();
        }
        try {
            int port = new JsonMapper()
                    .readTree(Files.readString(stack))
                    .path("ports")
                    .path("GATEWAY")
                    .asInt(8080);
            return Optional.of(URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(URI gateway) {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/api/campaigns"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The source tree. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("infra/compose.yaml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the source tree");
        }
        return folder;
    }
}
