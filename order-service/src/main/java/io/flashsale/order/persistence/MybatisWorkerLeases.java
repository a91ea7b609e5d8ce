package io.flashsale.order.persistence;

import io.flashsale.order.admission.WorkerLeases;
import io.flashsale.order.persistence.WorkerLeaseMapper.LeaseRow;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** Worker leases in MySQL, on the database's clock. */
@Repository
class MybatisWorkerLeases implements WorkerLeases {

    private static final Logger LOG = LoggerFactory.getLogger(MybatisWorkerLeases.class);

    /** Long enough to sit out a restart of the database, short enough to get ids back after a crash. */
    static final Duration SPAN = Duration.ofSeconds(30);

    private static final int MAX_WORKERS = 1024;
    private static final int INSERT_TRIES = 10;

    private final WorkerLeaseMapper mapper;
    private final TransactionOperations transaction;

    MybatisWorkerLeases(WorkerLeaseMapper mapper, TransactionOperations transaction) {
        this.mapper = mapper;
        this.transaction = transaction;
    }

    @Override
    public Optional<Grant> acquire(String owner) {
        return transaction.execute(_ -> {
            long now = mapper.nowMillis();
            long until = now + SPAN.toMillis();
            LeaseRow free = mapper.lockFree(now);
            if (free != null) {
                mapper.assign(free.workerId(), owner, until);
                return Optional.of(new Grant(free.workerId(), owner, free.untilMs(), until));
            }
            for (int i = 0; i < INSERT_TRIES; i++) {
                int id = mapper.nextId();
                if (id >= MAX_WORKERS) {
                    return Optional.<Grant>empty();
                }
                if (mapper.insert(id, owner, until) == 1) {
                    return Optional.of(new Grant(id, owner, 0, until));
                }
            }
            return Optional.<Grant>empty();
        });
    }

    @Override
    public Optional<Grant> extend(Grant grant) {
        long until = Math.max(mapper.nowMillis() + SPAN.toMillis(), grant.untilMillis());
        return mapper.extend(grant.workerId(), grant.owner(), until) == 1
                ? Optional.of(new Grant(grant.workerId(), grant.owner(), grant.afterMillis(), until))
                : Optional.empty();
    }

    @Override
    public void release(Grant grant, long lastIssuedMillis) {
        try {
            mapper.release(grant.workerId(), grant.owner(), lastIssuedMillis);
        } catch (DataAccessException e) {
            LOG.info("The lease of worker id {} is left to run out: {}", grant.workerId(), e.getClass());
        }
    }
}
