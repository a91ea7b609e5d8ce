package io.flashsale.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Calls a service as somebody does who has got into its network, but has no token of the gateway or of a peer. */
public final class DirectCalls {

    private DirectCalls() {}

    /**
     * One way into a service.
     *
     * @param methods names of HTTP methods; empty for all
     * @param pattern its path, variables in braces
     */
    public record Endpoint(Set<String> methods, String pattern) {

        private boolean guarded() {
            return pattern.startsWith("/api/") || pattern.startsWith("/internal/");
        }
    }

    /** The endpoints under {@code /api} and {@code /internal} that answer anything but 401, with what they answer. */
    public static List<String> notRefused(String baseUrl, Collection<Endpoint> endpoints) {
        List<String> notRefused = new ArrayList<>();
        int asked = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Endpoint endpoint : endpoints) {
                if (!endpoint.guarded()) {
                    continue;
                }
                String path = endpoint.pattern().replaceAll("\\{[^}]*}", "1");
                for (String method : endpoint.methods().isEmpty() ? Set.of("GET", "POST") : endpoint.methods()) {
                    int status = status(client, method, URI.create(baseUrl + path));
                    asked++;
                    if (status != 401) {
                        notRefused.add(method + " " + path + " answers " + status);
                    }
                }
            }
        }
        return asked == 0 ? List.of("There was nothing to ask.") : notRefused;
    }

    private static int status(HttpClient client, String method, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                // As the gateway of somebody else's product might say it.
                .header("X-User-Id", "b-1")
                .header("X-User-Roles", "OPERATOR,SERVICE")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
