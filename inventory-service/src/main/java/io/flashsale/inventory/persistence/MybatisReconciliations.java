package io.flashsale.inventory.persistence;

import io.flashsale.inventory.domain.Difference;
import io.flashsale.inventory.domain.DifferenceKind;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Reconciliation;
import io.flashsale.inventory.domain.Reconciliations;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class MybatisReconciliations implements Reconciliations {
    private final ReconciliationMapper mapper;
    private final Clock clock;

    MybatisReconciliations(ReconciliationMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public long fence() {
        return mapper.fence();
    }

    @Override
    @Transactional
    public long begin(long fenceToken, String requestedBy) {
        if (mapper.raiseFence(fenceToken) != 1) {
            throw new IllegalStateException("reconciliation with token " + fenceToken + " comes too late");
        }
        mapper.insert(requestedBy, now());
        return mapper.lastId();
    }

    @Override
    public boolean mayRepair(long fenceToken) {
        return mapper.lockFence() == fenceToken;
    }

    @Override
    public void add(long id, Difference difference) {
        mapper.insertDifference(
                id,
                new ReconciliationMapper.DifferenceRow(
                        difference.item().campaignId(),
                        difference.item().itemId(),
                        difference.kind().name(),
                        difference.orderId(),
                        difference.expected(),
                        difference.found(),
                        difference.repaired()),
                now());
    }

    @Override
    public void finish(long id, int items, int busy, int reservations, int unanswered) {
        mapper.finish(id, items, busy, reservations, unanswered, now());
    }

    @Override
    public Optional<Reconciliation> find(long id) {
        ReconciliationMapper.Row row = mapper.find(id);
        if (row == null) return Optional.empty();
        return Optional.of(report(
                row,
                mapper.differences(id).stream()
                        .map(MybatisReconciliations::difference)
                        .toList()));
    }

    @Override
    public List<Summary> newest(int atMost) {
        return mapper.newest(atMost).stream()
                .map(row -> new Summary(report(row, List.of()), row.differences(), row.repaired()))
                .toList();
    }

    private static Reconciliation report(ReconciliationMapper.Row row, List<Difference> differences) {
        LocalDateTime finished = row.finishedAt();
        return new Reconciliation(
                row.id(),
                row.requestedBy(),
                Utc.instant(row.startedAt()),
                finished == null ? null : Utc.instant(finished),
                row.items(),
                row.busy(),
                row.reservations(),
                row.unanswered(),
                differences);
    }

    private static Difference difference(ReconciliationMapper.DifferenceRow row) {
        return new Difference(
                new ItemRef(row.campaignId(), row.itemId()),
                DifferenceKind.valueOf(row.kind()),
                row.orderId(),
                row.expected(),
                row.found(),
                row.repaired());
    }

    private LocalDateTime now() {
        return Utc.column(clock.instant());
    }
}
