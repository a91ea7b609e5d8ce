package io.flashsale.gateway.entry;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the body once, bounded in bytes and in time, whatever Content-Length claims. Upstream connections are therefore
 * never held by a client that sends slowly.
 *
 * <p>Of a body that did not say how long it is and is too long, some more is read and thrown away: who is still sending
 * when the connection is closed gets a reset and never sees the refusal.
 *
 * <p>Requests without a body are read to their end, too: Reactor Netty sometimes never hands over the next request of a
 * connection if the answer to the one before went out ahead of that request's end marker, as refusals would.
 */
@Component
final class SizeFilter implements EdgeFilter {

    private static final int MOST_THROWN_AWAY = 1 << 20;

    private final EntryProperties limits;
    private final ProblemAnswers answers;

    SizeFilter(EntryProperties limits, ProblemAnswers answers) {
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.SIZE;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        long announced = headers.getContentLength();
        int most = mostBytes(exchange);
        if (announced > most) {
            return tooLarge(exchange);
        }
        return exchange.getRequest()
                .getBody()
                .reduceWith(() -> new Received(most), Received::add)
                .timeout(limits.bodyTimeout())
                .onErrorResume(
                        DataBufferLimitException.class, e -> tooLarge(exchange).then(Mono.empty()))
                .onErrorResume(TimeoutException.class, e -> tooSlow(exchange).then(Mono.empty()))
                .flatMap(body -> body.isTooLarge() ? tooLarge(exchange) : rest.filter(with(exchange, body.bytes())));
    }

    /** What has come of a body: all of it, or only its length once it is too long. */
    private static final class Received {
        private final int most;
        private byte[] bytes = {};
        private int length;

        Received(int most) {
            this.most = most;
        }

        Received add(DataBuffer buffer) {
            try {
                int from = length;
                length += buffer.readableByteCount();
                if (length > most + MOST_THROWN_AWAY) {
                    throw new DataBufferLimitException("more than " + most + " bytes");
                }
                if (length <= most) {
                    if (length > bytes.length) {
                        // Twice as much each time: a body may come a byte at a time.
                        bytes = Arrays.copyOf(bytes, Math.max(length, Math.min(most, 2 * bytes.length)));
                    }
                    buffer.read(bytes, from, length - from);
                }
                return this;
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        boolean isTooLarge() {
            return length > most;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    private int mostBytes(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value().startsWith("/api/admin/")
                ? limits.adminBodyBytes()
                : limits.bodyBytes();
    }

    private static ServerWebExchange with(ServerWebExchange exchange, byte[] body) {
        EdgeExchange.body(exchange, body);
        ServerHttpRequest request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0
                        ? Flux.empty()
                        : Flux.defer(() ->
                                Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
        return exchange.mutate().request(request).build();
    }

    private Mono<Void> tooLarge(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setConnection("close");
        return answers.refuse(
                exchange,
                CommonProblem.PAYLOAD_TOO_LARGE,
                "A request body may hold at most " + mostBytes(exchange) + " bytes.");
    }

    private Mono<Void> tooSlow(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setConnection("close");
        return answers.refuse(
                exchange,
                GatewayProblem.REQUEST_TIMEOUT,
                "The body did not arrive within " + limits.bodyTimeout().toSeconds() + " s.");
    }
}
