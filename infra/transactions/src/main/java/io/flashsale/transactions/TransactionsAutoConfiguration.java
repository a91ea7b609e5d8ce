package io.flashsale.transactions;

import io.flashsale.jobs.OldRows;
import io.flashsale.web.PassingFault;
import io.flashsale.web.PeerInterceptor;
import javax.sql.DataSource;
import org.apache.seata.common.exception.FrameworkException;
import org.apache.seata.core.context.RootContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** Global transactions across services: their id goes along with every call to a peer. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
class TransactionsAutoConfiguration {

    /** A branch that comes too late, or finds no coordinator, did nothing. */
    @Bean
    PassingFault branchNotRegistered() {
        return cause -> cause instanceof FrameworkException;
    }

    /** Branches that were confirmed, cancelled, or cancelled before their try. One that was only tried is not done with. */
    @Bean
    OldRows oldFences() {
        return OldRows.of("tcc_fence_log", "gmt_modified")
                .when("status IN (2, 3, 4)")
                .deleted();
    }

    /** Sagas that ended in success, with their steps. */
    @Bean
    OldRows oldSagas() {
        return OldRows.of("seata_state_machine_inst", "gmt_end")
                .when("status = 'SU' AND is_running = 0")
                .by("id")
                .with("seata_state_inst", "machine_inst_id")
                .deleted();
    }

    /** For services that say {@code flashsale.transactions.at} and migrate {@code classpath:db/seata-at}. */
    @Bean
    @ConditionalOnBooleanProperty("flashsale.transactions.at")
    AtDatabase atDatabase(DataSource plain) {
        return new AtDatabase(plain);
    }

    /** Undo logs that only say that their branch is over. */
    @Bean
    @ConditionalOnBooleanProperty("flashsale.transactions.at")
    OldRows oldUndoLogs() {
        return OldRows.of("undo_log", "log_created").when("log_status = 1").deleted();
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
