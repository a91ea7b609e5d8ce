package io.flashsale.order.saga;

import io.flashsale.order.application.AfterCommit;
import io.flashsale.order.application.OrderSagas;
import io.flashsale.order.domain.OrderId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.apache.seata.saga.engine.StateMachineEngine;
import org.apache.seata.saga.engine.exception.ForwardInvalidException;
import org.apache.seata.saga.statelang.domain.ExecutionStatus;
import org.apache.seata.saga.statelang.domain.StateMachineInstance;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * Sagas on Seata's state machine engine. The business key of a run is the order or the refund, so that there is one run of
 * each; starting it again resumes it. Runs that end unfinished are resumed by the coordinator and by the sweep of stalled
 * orders, whichever comes first.
 */
@Component
class StateMachineSagas implements OrderSagas {

    private static final Logger LOG = LoggerFactory.getLogger(StateMachineSagas.class);

    private static final Saga FULFIL = new Saga("fulfil-order", "fulfil-order-", "orderId");
    private static final Saga REFUND = new Saga("refund-order", "refund-", "refundId");
    private static final String DEFAULT_TENANT = "";
    private static final int LIMIT = 100;

    private static final String LAST_STEP = "(SELECT s.%s FROM seata_state_inst s WHERE s.machine_inst_id = m.id"
            + " ORDER BY s.gmt_started DESC, s.id DESC LIMIT 1)";
    private static final String RUNS = "SELECT m.business_key, m.gmt_started, m.gmt_updated, "
            + LAST_STEP.formatted("name") + " AS step, " + LAST_STEP.formatted("excep") + " AS failure"
            + " FROM seata_state_machine_inst m";
    private static final RowMapper<Unfinished> RUN = (row, number) -> new Unfinished(
            row.getString("business_key"),
            row.getTimestamp("gmt_started").toInstant(),
            row.getTimestamp("gmt_updated").toInstant(),
            row.getString("step"),
            firstLine(row.getString("failure")));

    /** A run holds a database connection for moments only, but its peers may be slow. */
    private static final int RUNS_AT_ONCE = 32;

    private final StateMachineEngine engine;
    private final JdbcTemplate jdbc;
    private final ExecutorService executor;
    private final Clock clock;
    private final Semaphore running = new Semaphore(RUNS_AT_ONCE);
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    StateMachineSagas(StateMachineEngine engine, JdbcTemplate jdbc, ExecutorService virtualThreads, Clock clock) {
        this.clock = clock;
        this.engine = engine;
        this.jdbc = jdbc;
        this.executor = virtualThreads;
    }

    @Override
    public void fulfil(OrderId id) {
        afterCommit(FULFIL, id.toString());
    }

    @Override
    public void refund(String refundId) {
        afterCommit(REFUND, refundId);
    }

    @Override
    public void resumeUnheardOf(Duration unchangedFor) {
        Instant before = clock.instant().minus(unchangedFor);
        for (Saga saga : List.of(FULFIL, REFUND)) {
            jdbc.queryForList(
                            "SELECT business_key FROM seata_state_machine_inst WHERE gmt_end IS NULL"
                                    + " AND gmt_updated < ? AND business_key LIKE CONCAT(?, '%') LIMIT " + LIMIT,
                            String.class,
                            Timestamp.from(before),
                            saga.keyPrefix)
                    .forEach(key -> submit(saga, key.substring(saga.keyPrefix.length())));
        }
    }

    @Override
    public List<Unfinished> unfinished(Duration begunBefore, List<OrderId> paid, List<String> refunds) {
        List<String> keys = new ArrayList<>();
        paid.forEach(id -> keys.add(FULFIL.keyPrefix + id));
        refunds.forEach(id -> keys.add(REFUND.keyPrefix + id));
        Map<String, Unfinished> found = new TreeMap<>();
        add(
                found,
                jdbc.query(
                        RUNS + " WHERE m.gmt_end IS NULL AND m.gmt_started < ? ORDER BY m.gmt_started LIMIT " + LIMIT,
                        RUN,
                        Timestamp.from(clock.instant().minus(begunBefore))));
        if (!keys.isEmpty()) {
            String places = String.join(",", Collections.nCopies(keys.size(), "?"));
            add(
                    found,
                    jdbc.query(
                            RUNS + " WHERE m.business_key IN (" + places + ") AND m.status <> 'SU'",
                            RUN,
                            keys.toArray()));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Unfinished::startedAt))
                .toList();
    }

    private static void add(Map<String, Unfinished> found, List<Unfinished> more) {
        more.forEach(run -> found.put(run.key(), run));
    }

    private static @Nullable String firstLine(@Nullable String failure) {
        return failure == null ? null : failure.lines().findFirst().orElse(null);
    }

    @Override
    public boolean resume(String key) {
        List<String> found = jdbc.queryForList(
                "SELECT business_key FROM seata_state_machine_inst"
                        + " WHERE business_key = ? AND (status IS NULL OR status <> 'SU')",
                String.class,
                key);
        for (Saga saga : List.of(FULFIL, REFUND)) {
            if (!found.isEmpty() && key.startsWith(saga.keyPrefix)) {
                submit(saga, key.substring(saga.keyPrefix.length()));
                return true;
            }
        }
        return false;
    }

    private void afterCommit(Saga saga, String id) {
        AfterCommit.run(() -> submit(saga, id));
    }

    private void submit(Saga saga, String id) {
        String businessKey = saga.keyPrefix + id;
        if (underWay.add(businessKey)) {
            executor.execute(() -> {
                running.acquireUninterruptibly();
                try {
                    runOrResume(saga, businessKey, id);
                } catch (RuntimeException e) {
                    LOG.warn("{} stopped and will be resumed: {}", businessKey, e.getMessage());
                } finally {
                    running.release();
                    underWay.remove(businessKey);
                }
            });
        }
    }

    private void runOrResume(Saga saga, String businessKey, String id) {
        StateMachineInstance earlier = engine.getStateMachineConfig()
                .getStateLogStore()
                .getStateMachineInstanceByBusinessKey(businessKey, DEFAULT_TENANT);
        if (earlier == null) {
            start(saga, businessKey, id);
        } else if (earlier.getStatus() != ExecutionStatus.SU && !runsElsewhere(earlier)) {
            resume(saga, businessKey, id, earlier);
        }
    }

    /** The engine refuses to resume a run that was heard of lately. */
    private boolean runsElsewhere(StateMachineInstance run) {
        long patience = engine.getStateMachineConfig().getTransOperationTimeout();
        return run.isRunning()
                && run.getGmtUpdated().toInstant().isAfter(clock.instant().minusMillis(patience));
    }

    private void start(Saga saga, String businessKey, String id) {
        // The engine adds to the map.
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(saga.parameter, id);
        engine.startWithBusinessKey(saga.name, DEFAULT_TENANT, businessKey, parameters);
    }

    private void resume(Saga saga, String businessKey, String id, StateMachineInstance earlier) {
        try {
            engine.forward(earlier.getId(), null);
        } catch (ForwardInvalidException e) {
            // The runner was lost before the first step began: nothing to go forward from, so begin anew.
            int removed = jdbc.update(
                    "DELETE FROM seata_state_machine_inst WHERE id = ? AND NOT EXISTS"
                            + " (SELECT 1 FROM seata_state_inst WHERE machine_inst_id = ?)",
                    earlier.getId(),
                    earlier.getId());
            if (removed == 0) {
                throw e;
            }
            start(saga, businessKey, id);
        }
    }

    /**
     * A state machine.
     *
     * @param keyPrefix what the business key of a run begins with; the id follows
     * @param parameter what its steps call the id
     */
    private record Saga(String name, String keyPrefix, String parameter) {}
}
