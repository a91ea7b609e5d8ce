package io.flashsale.inventory.config;

import io.flashsale.inventory.application.ApplyJournal;
import io.flashsale.inventory.application.CloseEndedCampaigns;
import io.flashsale.inventory.application.CountLedgerEntries;
import io.flashsale.inventory.application.FirstLooks;
import io.flashsale.inventory.application.FourEyes;
import io.flashsale.inventory.application.JournalLag;
import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.application.Nudge;
import io.flashsale.inventory.application.Reconcile;
import io.flashsale.inventory.application.RepairGates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.redisson.api.RedissonClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InventoryProperties.class, RedisProperties.class, ReconciliationProperties.class})
class InventoryConfiguration {

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties properties) {
        return RedisClient.connect(properties.url(), properties.cluster());
    }

    @Bean
    FourEyes fourEyes(InventoryProperties properties, FirstLooks firstLooks) {
        return new FourEyes(firstLooks, properties.fourEyesAbove());
    }

    @Bean
    Heartbeats heartbeats(
            InventoryProperties properties,
            ReconciliationProperties reconciliation,
            LiveCampaigns live,
            ApplyJournal journal,
            JournalLag lag,
            CountLedgerEntries counting,
            CloseEndedCampaigns closing,
            RepairGates repair,
            Reconcile reconcile) {
        List<Heartbeats.Task> tasks = new ArrayList<>();
        tasks.add(Heartbeats.Task.regular("reload campaigns", Duration.ofSeconds(1), () -> {
            live.reload();
            closing.close();
        }));
        tasks.add(Heartbeats.Task.onDemand(
                "refresh gates", Duration.ofMillis(100), Duration.ofMillis(500), new Nudge(), live::refreshGates));
        // Not sooner after a look at the journal than this: a few large transactions cost less than many small ones.
        tasks.add(Heartbeats.Task.onDemand(
                "apply journal",
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                journal.nudge(),
                journal::applyExpected));
        // Entries of other instances' batches, and of those whose writer died before it could say so.
        tasks.add(Heartbeats.Task.regular("look for journal entries", Duration.ofMillis(500), () -> {
            int applied;
            do applied = journal.applyNew(live.recentItems());
            while (applied > 0);
        }));
        tasks.add(Heartbeats.Task.regular("take over journal", Duration.ofSeconds(5), () -> {
            journal.takeOver(live.allItems(), properties.journalTakeOverAfter());
            journal.applyNew(live.allItems());
        }));
        tasks.add(Heartbeats.Task.regular("measure the journal's lag", Duration.ofSeconds(2), lag::measure));
        tasks.add(Heartbeats.Task.onDemand(
                "count ledger entries", Duration.ofMillis(200), Duration.ofSeconds(1), new Nudge(), () -> {
                    boolean any = false;
                    while (counting.count() > 0) any = true;
                    return any;
                }));
        tasks.add(Heartbeats.Task.regular(
                "reconcile", reconciliation.every(), () -> reconcile.reconcile(reconciliation.patience())));
        if (properties.repairGates()) {
            tasks.add(Heartbeats.Task.regular("repair gates", Duration.ofMillis(200), repair::repair));
        }
        return new Heartbeats(tasks);
    }
}
