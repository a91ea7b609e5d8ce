package io.flashsale.gateway.capacity;

import com.alibaba.csp.sentinel.adapter.gateway.sc.ServerWebExchangeItemParser;
import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.web.Caller;
import org.springframework.web.server.ServerWebExchange;

/**
 * What Sentinel's parameter rules can count by: the address as the gateway sees it, and, as the header {@code Buyer},
 * whom it vouches for. What a client writes into headers of these names counts for nothing.
 */
final class CallerParameters extends ServerWebExchangeItemParser {

    private static final String BUYER = "Buyer";

    @Override
    public String getRemoteAddress(ServerWebExchange exchange) {
        return EdgeExchange.address(exchange).text();
    }

    @Override
    public String getHeader(ServerWebExchange exchange, String key) {
        if (BUYER.equals(key)) {
            Caller caller = EdgeExchange.caller(exchange);
            return caller == null ? "" : caller.subject();
        }
        return super.getHeader(exchange, key);
    }
}
