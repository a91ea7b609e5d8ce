package io.flashsale.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
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

    private final Caller self;
    private final InternalTokens tokens;
    private final JsonMapper json;
    private final List<PeerInterceptor> interceptors;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    PeerClients(String service, InternalTokens tokens, JsonMapper json, List<PeerInterceptor> interceptors) {
        this.self = new Caller(service, Role.SERVICE);
        this.tokens = tokens;
        this.json = json;
        this.interceptors = interceptors;
    }

    /**
     * A client for one peer.
     *
     * @param api interface with {@code @HttpExchange} methods
     * @param baseUrl the peer's address, without a trailing slash
     */
    public <T> T create(Class<T> api, URI baseUrl) {
        return create(api, baseUrl, READ_TIMEOUT);
    }

    /** A client for one peer that waits at most {@code readTimeout} for an answer. */
    public <T> T create(Class<T> api, URI baseUrl, Duration readTimeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(readTimeout);
        RestClient client = RestClient.builder()
                .baseUrl(baseUrl)
                .requestFactory(requests)
                .requestInterceptor(this::identify)
                .requestInterceptors(all -> all.addAll(interceptors))
                .requestInterceptor(new AnswersOrUnknown())
                .defaultStatusHandler(HttpStatusCode::isError, this::refuse)
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(api);
    }

    private ClientHttpResponse identify(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        request.getHeaders().setBearerAuth(tokens.issue(self));
        String traceId = MDC.get(TraceId.LOG_KEY);
        if (traceId != null) {
            request.getHeaders().set(TraceId.HEADER, TraceId.parent(traceId));
        }
        return execution.execute(request, body);
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
