package io.flashsale.transactions;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.model.GlobalLockConfig;
import org.apache.seata.rm.GlobalLockExecutor;
import org.apache.seata.rm.GlobalLockTemplate;
import org.apache.seata.rm.datasource.DataSourceProxy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The service's database, for branches in AT mode: the coordinator undoes what was committed here if another branch
 * fails. Everything else in the service goes past it, and is not told of the coordinator's locks: a table that is written
 * through this is changed by nobody else until the global transaction is decided.
 *
 * <p>Not a {@link DataSource}, so that nothing takes it for the service's.
 */
public final class AtDatabase {

    private static final int LOCK_TRIES = 1;
    private static final int LOCK_PAUSE_MILLIS = 10;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    AtDatabase(DataSource plain) {
        DataSource proxy = new DataSourceProxy(plain);
        this.jdbc = new JdbcTemplate(proxy);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(proxy));
    }

    /**
     * Does the work as a branch of the current global transaction.
     *
     * @throws IllegalStateException if there is none
     */
    public void inBranch(Consumer<JdbcTemplate> work) {
        if (!RootContext.inGlobalTransaction()) {
            throw new IllegalStateException("a branch in AT mode needs a global transaction");
        }
        transaction.executeWithoutResult(_ -> work.accept(jdbc));
    }

    /**
     * Reads rows with {@code SELECT … FOR UPDATE} that no undecided global transaction has written.
     *
     * @return empty if one has
     */
    public <T> Optional<T> readDecided(Function<JdbcTemplate, @Nullable T> read) {
        GlobalLockConfig config = new GlobalLockConfig();
        config.setLockRetryTimes(LOCK_TRIES);
        config.setLockRetryInterval(LOCK_PAUSE_MILLIS);
        Reading<T> reading = new Reading<>(config, () -> transaction.execute(_ -> read.apply(jdbc)));
        try {
            new GlobalLockTemplate().execute(reading);
            return Optional.ofNullable(reading.result);
        } catch (DataAccessException e) {
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Reading<T> implements GlobalLockExecutor {

        private final GlobalLockConfig config;
        private final Supplier<@Nullable T> read;
        private @Nullable T result;

        Reading(GlobalLockConfig config, Supplier<@Nullable T> read) {
            this.config = config;
            this.read = read;
        }

        @Override
        public Object execute() {
            result = read.get();
            return true;
        }

        @Override
        public GlobalLockConfig getGlobalLockConfig() {
            return config;
        }
    }
}
