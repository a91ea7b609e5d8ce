package io.flashsale.web;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes clients of peer services out of {@code @HttpExchange} interfaces. Each call carries this service's own identity
 * and the current trace, gives up after {@link #READ_TIMEOUT}, and ends in an answer, a {@link PeerProblem} (the peer
 * says no) or {@link PeerUnavailable} (nobody knows).
 */
public final class PeerClients {

    /** How long to wait for a connection. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** How long to wait for an answer. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    /** May be made twice: they say what is to be, not what is to be done. */
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");

    private final Map<URI, Dependency> peers = new ConcurrentHashMap<>();
    private final Caller self;
    private final InternalTokens tokens;
    private final JsonMapper json;
    private final Spans spans;
    private final List<PeerInterceptor> interceptors;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    PeerClients(
            String service, InternalTokens tokens, JsonMapper json, Spans spans, List<PeerInterceptor> interceptors) {
        this.spans = spans;
        this.self = new Caller(service, Role.SERVICE);
        this.tokens = tokens;
        this.json = json;
        this.interceptors = interceptors;
    }

    /**
     * A client for one peer. Calls that may be repeated are, by the policy of {@link Dependency}.
     *
     * @param api interface with {@code @HttpExchange} methods
     * @param baseUrl the peer's address, without a trailing slash
     */
    public <T> T create(Class<T> api, URI baseUrl) {
        T client = create(api, baseUrl, READ_TIMEOUT);
        Dependency peer = peers.computeIfAbsent(
                baseUrl,
                _ -> new Dependency(baseUrl.toString(), PeerUnavailable.class::isInstance, PeerUnavailable::new));
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (_, method, arguments) -> {
            HttpExchange exchange = AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class);
            return exchange == null
                    ? invoke(client, method, arguments)
                    : peer.call(REPEATABLE.contains(exchange.method()), () -> invoke(client, method, arguments));
        }));
    }

    private static @Nullable Object invoke(Object client, Method method, Object @Nullable [] arguments) {
        try {
            // The interface belongs to its service's package and is seldom public.
            ReflectionUtils.makeAccessible(method);
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A client for one peer that waits at most {@code readTimeout} for an answer, and leaves it to its user whether and
     * when to ask again.
     */
    public <T> T create(Class<T> api, URI baseUrl, Duration readTimeout) {
        JdkClientHttpRequestFactory usual = new JdkClientHttpRequestFactory(http);
        usual.setReadTimeout(readTimeout);
        ClientHttpRequestFactory requests =
                (uri, method) -> timely(readTimeout, usual).createRequest(uri, method);
        RestClient client = RestClient.builder()
                .baseUrl(baseUrl)
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> {
                    passOn(request, readTimeout);
                    return identify(request, body, execution);
                })
                .requestInterceptors(all -> all.addAll(interceptors))
                .requestInterceptor(new AnswersOrUnknown())
                .defaultStatusHandler(HttpStatusCode::isError, this::refuse)
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(api);
    }

    /** Waits no longer than the caller of the current request does. */
    private JdkClientHttpRequestFactory timely(Duration readTimeout, JdkClientHttpRequestFactory usual) {
        Duration left = Deadline.left().orElse(readTimeout);
        if (left.compareTo(readTimeout) >= 0) {
            return usual;
        }
        if (!left.isPositive()) {
            throw new PeerUnavailable("Nobody waits for the answer any more");
        }
        JdkClientHttpRequestFactory shorter = new JdkClientHttpRequestFactory(http);
        shorter.setReadTimeout(left);
        return shorter;
    }

    private static void passOn(HttpRequest request, Duration readTimeout) {
        Duration left =
                Deadline.left().filter(time -> time.compareTo(readTimeout) < 0).orElse(readTimeout);
        request.getHeaders().set(Deadline.HEADER, Long.toString(Math.max(1, left.toMillis())));
    }

    private ClientHttpResponse identify(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        request.getHeaders().setBearerAuth(tokens.issue(self));
        Spans.Running span =
                spans.beginBelow(Spans.Kind.CLIENT, request.getMethod().name());
        if (span == null) {
            return execution.execute(request, body);
        }
        try (span) {
            request.getHeaders().set(TraceId.HEADER, span.traceparent());
            span.with("server.address", request.getURI().getAuthority())
                    .with("url.path", request.getURI().getPath());
            ClientHttpResponse response = execution.execute(request, body);
            span.with(
                    "http.response.status_code",
                    Integer.toString(response.getStatusCode().value()));
            return response;
        } catch (IOException | RuntimeException e) {
            span.failed(e.toString());
            throw e;
        }
    }

    private void refuse(HttpRequest request, ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        String code = "";
        String detail = request.getMethod() + " " + request.getURI().getPath() + " was answered with " + status;
        try {
            JsonNode problem = json.readTree(response.getBody());
            code = problem.path("code").asString("");
            detail = problem.path("detail").asString(detail);
        } catch (JacksonException e) {
            // Not a problem document: the status says all there is to know.
        }
        if (status == 500 || (status > 500 && code.isEmpty())) {
            throw new PeerUnavailable(detail);
        }
        throw new PeerProblem(status, code, detail);
    }

    /** Innermost interceptor: whatever breaks on the wire leaves the outcome unknown. */
    private static final class AnswersOrUnknown implements ClientHttpRequestInterceptor {
        @Override
        public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
            try {
                return execution.execute(request, body);
            } catch (IOException e) {
                throw new PeerUnavailable(
                        "No answer from " + request.getURI().getAuthority() + " to " + request.getMethod() + " "
                                + request.getURI().getPath() + ": " + e,
                        e);
            }
        }
    }
}
