package io.flashsale.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Calls a service as somebody does who has got into its network, but has no token of the gateway or of a peer. */
public final class DirectCalls {

    private DirectCalls() {}

    /** The endpoints under {@code /api} and {@code /internal} that answer anything but 401, with what they answer. */
    public static List<String> notRefused(int port, RequestMappingHandlerMapping mapping) {
        List<String> notRefused = new ArrayList<>();
        int asked = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (RequestMappingInfo endpoint : mapping.getHandlerMethods().keySet()) {
                for (String pattern : endpoint.getPatternValues()) {
                    if (!pattern.startsWith("/api/") && !pattern.startsWith("/internal/")) {
                        continue;
                    }
                    String path = pattern.replaceAll("\\{[^}]*}", "1");
                    for (RequestMethod method : methodsOf(endpoint)) {
                        int status = status(client, method.name(), URI.create("http://127.0.0.1:" + port + path));
                        asked++;
                        if (status != 401) {
                            notRefused.add(method + " " + path + " answers " + status);
                        }
                    }
                }
            }
        }
        return asked == 0 ? List.of("There was nothing to ask.") : notRefused;
    }

    private static Set<RequestMethod> methodsOf(RequestMappingInfo endpoint) {
        Set<RequestMethod> methods = endpoint.getMethodsCondition().getMethods();
        return methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods;
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
