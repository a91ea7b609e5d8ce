package io.flashsale.inventory.config;

import io.flashsale.inventory.application.ApplyJournal;
import io.flashsale.inventory.application.CloseEndedCampaigns;
import io.flashsale.inventory.application.CountLedgerEntries;
import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.application.RepairGates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InventoryProperties.class, RedisProperties.class})
class InventoryConfiguration {

    /**
     * Connects on first use, so the service starts without Redis and answers "not ready" until it is there. One retry
     * and short time-outs: a caller would rather ask again with the same id than wait.
     */
    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties properties) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.setLazyInitialization(true);
        config.setNettyThreads(4);
        config.setThreads(4);
        // Redisson would turn every EVAL into EVALSHA, which a pipeline cannot repeat when the server forgot the
        // script.
        config.setUseScriptCache(false);
        config.setPassword(properties.password());
        config.useSingleServer()
                .setAddress(properties.address())
                .setConnectionMinimumIdleSize(2)
                .setConnectionPoolSize(16)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(4)
                .setConnectTimeout(1000)
                .setTimeout(1000)
                .setRetryAttempts(1)
                .setRetryDelay(new ConstantDelay(Duration.ofMillis(200)));
        return Redisson.create(config);
    }

    @Bean
    Heartbeats heartbeats(
            InventoryProperties properties,
            LiveCampaigns live,
            ApplyJournal journal,
            CountLedgerEntries counting,
            CloseEndedCampaigns closing,
            RepairGates repair) {
        List<Heartbeats.Task> tasks = new ArrayList<>();
        tasks.add(new Heartbeats.Task("reload campaigns", Duration.ofSeconds(1), () -> {
            live.reload();
            closing.close();
        }));
        tasks.add(new Heartbeats.Task("refresh gates", Duration.ofMillis(100), live::refreshGates));
        tasks.add(new Heartbeats.Task("apply journal", Duration.ofMillis(50), () -> {
            while (journal.applyNew(live.recentItems()) > 0) Thread.onSpinWait();
        }));
        tasks.add(new Heartbeats.Task("take over journal", Duration.ofSeconds(5), () -> {
            journal.takeOver(live.allItems());
            journal.applyNew(live.allItems());
        }));
        tasks.add(new Heartbeats.Task("count ledger entries", Duration.ofMillis(200), () -> {
            while (counting.count() > 0) Thread.onSpinWait();
        }));
        if (properties.repairGates()) {
            tasks.add(new Heartbeats.Task("repair gates", Duration.ofSeconds(1), repair::repair));
        }
        return new Heartbeats(tasks);
    }
}
