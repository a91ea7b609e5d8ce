package io.flashsale.transactions;

import io.flashsale.web.PassingFault;
import io.flashsale.web.PeerInterceptor;
import org.apache.seata.common.exception.FrameworkException;
import org.apache.seata.core.context.RootContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Global transactions across services: their id goes along with every call to a peer. */
@AutoConfiguration
class TransactionsAutoConfiguration {

    /** A branch that comes too late, or finds no coordinator, did nothing. */
    @Bean
    PassingFault branchNotRegistered() {
        return cause -> cause instanceof FrameworkException;
    }

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
