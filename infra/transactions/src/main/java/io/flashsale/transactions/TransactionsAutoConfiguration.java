package io.flashsale.transactions;

import io.flashsale.web.PeerInterceptor;
import org.apache.seata.core.context.RootContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Sends the id of the current global transaction along with every call to a peer service. */
@AutoConfiguration
class TransactionsAutoConfiguration {

    @Bean
    PeerInterceptor globalTransactionId() {
        return (request, body, execution) -> {
            String xid = RootContext.getXID();
            if (xid != null) {
                request.getHeaders().set(RootContext.KEY_XID, xid);
            }
            return execution.execute(request, body);
        };
    }
}
