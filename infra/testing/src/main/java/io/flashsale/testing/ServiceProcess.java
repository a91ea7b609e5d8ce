package io.flashsale.testing;

import io.flashsale.middleware.Database;
import io.flashsale.middleware.Java;
import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A peer: the packaged jar of another service, running as a process of its own. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final ManagedProcess process;
    private final int port;

    private ServiceProcess(ManagedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A service by the folder of its module, such as {@code inventory-service} or {@code infra/provider-simulator}. */
    public static Builder of(String module) {
        return new Builder(module);
    }

    /** {@code http://127.0.0.1:port} */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public Path log() {
        return process.log();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lets the service finish what it is doing. */
    public void stop() {
        process.stop(STOP_PATIENCE);
    }

    /** Ends the service as a crash would. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        stop();
    }

    /** What a service is started with: the secrets of {@link TestSecrets}, a free port, and what is added here. */
    public static final class Builder {

        private final String module;
        private final Map<String, Supplier<String>> environment = new LinkedHashMap<>();
        private int port;
        private String healthPath = "/actuator/health";

        private Builder(String module) {
            this.module = module;
            this.port = Middleware.freePort();
            TestSecrets.environment().forEach(this::with);
        }

        /** One environment variable; later ones win. */
        public Builder with(String name, String value) {
            return with(name, () -> value);
        }

        private Builder with(String name, Supplier<String> value) {
            environment.put(name, value);
            return this;
        }

        public Builder database(Database database) {
            return with("FLASHSALE_DB_URL", database.url())
                    .with("FLASHSALE_DB_USER", database.user())
                    .with("FLASHSALE_DB_PASSWORD", database.password());
        }

        public Builder redis() {
            return with("FLASHSALE_REDIS_URL", Middleware.redisUrl());
        }

        public Builder rocketMq() {
            return with("FLASHSALE_ROCKETMQ_NAMESRV", Middleware.rocketMqAddress());
        }

        public Builder seata() {
            return with("FLASHSALE_SEATA_SERVER", Middleware.seataAddress());
        }

        /** A certain port instead of a free one, so that a service comes back where its callers expect it. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Path that answers 200 when the service is ready; {@code /actuator/health} unless said otherwise. */
        public Builder healthPath(String healthPath) {
            this.healthPath = healthPath;
            return this;
        }

        /** Starts the service and returns when it is healthy. */
        public ServiceProcess start() {
            String name = Path.of(module).getFileName() + "-" + Middleware.nextSerial();
            Place place = Middleware.place(name);
            with("SERVER_PORT", Integer.toString(port)).with("SERVER_ADDRESS", "127.0.0.1");
            environment.putIfAbsent("SPRING_PROFILES_ACTIVE", () -> "dev");
            Map<String, String> values = new LinkedHashMap<>();
            environment.forEach((variable, value) -> values.put(variable, value.get()));
            List<String> command = new ArrayList<>();
            command.add(Java.executable().toString());
            command.addAll(Java.options(32, 256));
            command.add("-XX:TieredStopAtLevel=1");
            command.add("-Drocketmq.client.logRoot=" + Middleware.clientLogs());
            command.addAll(List.of("-jar", jar(module).toString()));
            ManagedProcess process = ManagedProcess.start(place, command, values);
            URI health = URI.create("http://127.0.0.1:" + port + healthPath);
            try (HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(1))
                    .build()) {
                HttpRequest request = HttpRequest.newBuilder(health)
                        .timeout(Duration.ofSeconds(5))
                        .build();
                process.awaitReady(
                        () -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200,
                        START_DEADLINE);
            } catch (InterruptedException e) {
                process.kill();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while " + module + " was starting", e);
            }
            return new ServiceProcess(process, port);
        }

        private static Path jar(String module) {
            Path target = RepositoryRoot.path().resolve(module).resolve("target");
            String prefix = Path.of(module).getFileName() + "-";
            try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
                return files.filter(file -> {
                            String name = file.getFileName().toString();
                            return name.startsWith(prefix)
                                    && name.endsWith(".jar")
                                    && !name.contains("-sources")
                                    && !name.contains("-javadoc");
                        })
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("There is no jar of " + module + " in " + target
                                + ". Build it with: mvn -pl " + module + " package"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
