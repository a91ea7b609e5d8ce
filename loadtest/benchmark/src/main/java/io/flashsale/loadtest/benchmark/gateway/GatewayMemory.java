package io.flashsale.loadtest.benchmark.gateway;

import io.flashsale.middleware.Java;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the gateway's process holds, from outside. */
final class GatewayMemory {

    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} (\\S+)$");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final double MEGA = 1024.0 * 1024.0;
    private static final double KILO = 1024.0;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long pid;
    private final URI metrics;
    private final HttpClient client;

    GatewayMemory(long pid, URI management, HttpClient client) {
        this.pid = pid;
        this.metrics = management.resolve("/actuator/prometheus");
        this.client = client;
    }

    /** The process's resident memory in MiB; 0 where the system does not tell. */
    double residentMegabytes() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return resident.find() ? Long.parseLong(resident.group(1)) / KILO : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** What is left of its heap after a full collection, in MiB. */
    double liveHeapMegabytes() throws InterruptedException {
        Path jcmd = Java.executable().resolveSibling("jcmd");
        try {
            Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            if (!collection.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                collection.destroy();
                throw new IllegalStateException("The gateway does not collect its garbage");
            }
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(metrics).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return HEAP.matcher(answer.body())
                            .results()
                            .mapToDouble(pool -> Double.parseDouble(pool.group(1)))
                            .sum()
                    / MEGA;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
