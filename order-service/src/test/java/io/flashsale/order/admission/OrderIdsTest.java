package io.flashsale.order.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.domain.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderIdsTest {

    private static final long SPAN = 30_000;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-06-18T12:00:00Z"));
    private final MemoryLeases leases = new MemoryLeases(clock);

    @Test
    void issuesNothingWithoutALease() {
        OrderIds ids = new OrderIds(leases, clock, "one");
        assertThat(ids.next()).isEmpty();
    }

    @Test
    void idsGrowAndTellTheirTime() {
        OrderIds ids = started("one");
        OrderId first = ids.next().orElseThrow();
        clock.advance(5);
        OrderId second = ids.next().orElseThrow();
        assertThat(second).isGreaterThan(first);
        assertThat(OrderIds.issuedAt(second)).isEqualTo(clock.instant());
    }

    @Test
    void neverRepeatsAnIdWithinAMillisecond() {
        OrderIds ids = started("one");
        Set<OrderId> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            assertThat(seen.add(ids.next().orElseThrow())).isTrue();
        }
    }

    @Test
    void neverRepeatsAnIdWhenTheClockGoesBack() {
        OrderIds ids = started("one");
        List<OrderId> issued = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            issued.add(ids.next().orElseThrow());
            clock.advance(i % 2 == 0 ? -400 : 300);
        }
        assertThat(issued).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void twoProcessesNeverIssueTheSame() {
        OrderIds one = started("one");
        OrderIds two = started("two");
        Set<OrderId> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            assertThat(seen.add(one.next().orElseThrow())).isTrue();
            assertThat(seen.add(two.next().orElseThrow())).isTrue();
        }
    }

    @Test
    void stopsWhenTheLeaseWasNotExtendedInTime() {
        OrderIds ids = started("one");
        clock.advance(SPAN + 1);
        assertThat(ids.next()).isEmpty();
    }

    @Test
    void theNextHolderOfAWorkerIdBeginsAfterTheLast() {
        OrderIds frozen = started("frozen");
        Set<OrderId> seen = new HashSet<>();
        seen.add(frozen.next().orElseThrow());
        clock.advance(SPAN + 1);
        OrderIds successor = started("successor");
        // The frozen process wakes up with a clock that is a minute late, and still believes in its lease.
        clock.advance(-SPAN);
        Optional<OrderId> late = frozen.next();
        assertThat(late).isPresent();
        assertThat(seen.add(late.get())).isTrue();
        for (int i = 0; i < 5_000; i++) {
            successor.next().ifPresent(id -> assertThat(seen.add(id)).isTrue());
        }
        assertThat(leases.workers()).isEqualTo(1);
    }

    @Test
    void takesANewWorkerIdWhenItsOwnWasGivenAway() {
        OrderIds ids = started("one");
        OrderId before = ids.next().orElseThrow();
        leases.takeFrom("one");
        ids.keepLease();
        OrderId after = ids.next().orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(leases.workers()).isEqualTo(2);
    }

    @Test
    void givesItsWorkerIdBackWhenItEnds() {
        OrderIds ids = started("one");
        OrderId last = ids.next().orElseThrow();
        ids.giveUp();
        assertThat(ids.next()).isEmpty();
        clock.advance(2);
        assertThat(started("two").next().orElseThrow()).isGreaterThan(last);
        assertThat(leases.workers()).isEqualTo(1);
    }

    private OrderIds started(String owner) {
        OrderIds ids = new OrderIds(leases, clock, owner);
        ids.keepLease();
        return ids;
    }

    private static final class MutableClock extends Clock {
        private long millis;

        private MutableClock(Instant start) {
            millis = start.toEpochMilli();
        }

        private void advance(long by) {
            millis += by;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }

    private static final class MemoryLeases implements WorkerLeases {
        private final Clock clock;
        private final Map<Integer, Grant> grants = new HashMap<>();

        private MemoryLeases(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Optional<Grant> acquire(String owner) {
            int id = 0;
            while (until(id) >= clock.millis()) {
                id++;
            }
            long after = until(id);
            Grant grant = new Grant(id, owner, after, clock.millis() + SPAN);
            grants.put(id, grant);
            return Optional.of(grant);
        }

        @Override
        public Optional<Grant> extend(Grant grant) {
            Grant held = grants.get(grant.workerId());
            if (held == null || !held.owner().equals(grant.owner())) {
                return Optional.empty();
            }
            Grant longer = new Grant(grant.workerId(), grant.owner(), grant.afterMillis(), clock.millis() + SPAN);
            grants.put(grant.workerId(), longer);
            return Optional.of(longer);
        }

        @Override
        public void release(Grant grant, long lastIssuedMillis) {
            grants.put(grant.workerId(), new Grant(grant.workerId(), "", 0, lastIssuedMillis));
        }

        private long until(int id) {
            Grant grant = grants.get(id);
            return grant == null ? 0 : grant.untilMillis();
        }

        void takeFrom(String owner) {
            grants.replaceAll((id, grant) -> grant.owner().equals(owner)
                    ? new Grant(id, "thief", grant.untilMillis(), grant.untilMillis() + SPAN)
                    : grant);
        }

        int workers() {
            return grants.size();
        }
    }
}
