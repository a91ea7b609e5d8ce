package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Journal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How far the ledger is behind the gates, all items on sale together, as metrics. */
@Component
public class JournalLag {
    private final Journal journal;
    private final LiveCampaigns live;

    private volatile long entries;
    private volatile long dead;
    private volatile long oldestMillis;

    JournalLag(Journal journal, LiveCampaigns live, MeterRegistry meters) {
        this.journal = journal;
        this.live = live;
        Gauge.builder("flashsale.journal.entries", this, lag -> lag.entries)
                .description("Journal entries that are not in the ledger yet")
                .register(meters);
        Gauge.builder("flashsale.journal.dead", this, lag -> lag.dead)
                .description("Journal entries set aside that wait for an operator")
                .register(meters);
        TimeGauge.builder("flashsale.journal.lag", this, TimeUnit.MILLISECONDS, lag -> lag.oldestMillis)
                .description("Age of the oldest journal entry that is not in the ledger yet")
                .register(meters);
    }

    /** Takes the measure. */
    public void measure() {
        List<ItemRef> items = live.recentItems();
        Collection<Journal.Lag> lags =
                items.isEmpty() ? List.of() : journal.lag(items).values();
        Instant now = live.saleTime();
        entries = lags.stream().mapToLong(Journal.Lag::entries).sum();
        dead = lags.stream().mapToLong(Journal.Lag::dead).sum();
        oldestMillis = lags.stream()
                .map(Journal.Lag::oldest)
                .filter(Objects::nonNull)
                .mapToLong(oldest -> Math.max(0, Duration.between(oldest, now).toMillis()))
                .max()
                .orElse(0);
    }
}
