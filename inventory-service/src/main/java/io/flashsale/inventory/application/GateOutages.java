package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.ItemRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Measures how long buyers are without a gate: from the moment it is found out to the first decision afterwards. */
@Component
class GateOutages {
    private static final Logger LOG = LoggerFactory.getLogger(GateOutages.class);

    private final Map<ItemRef, Long> since = new ConcurrentHashMap<>();
    private final Timer outage;

    GateOutages(MeterRegistry meters) {
        this.outage = Timer.builder("flashsale.gate.outage")
                .description("From the moment a gate on sale was found unable to decide to its next decision")
                .register(meters);
        meters.gaugeMapSize("flashsale.gates.out", Tags.empty(), since);
    }

    /** The gate of an item on sale cannot decide. */
    void began(ItemRef item) {
        since.putIfAbsent(item, System.nanoTime());
    }

    /** The gate has decided. */
    void decided(ItemRef item) {
        if (since.isEmpty()) return;
        Long began = since.remove(item);
        if (began == null) return;
        Duration lasted = Duration.ofNanos(System.nanoTime() - began);
        outage.record(lasted);
        LOG.warn("Item {} is sold again, {} ms after its gate failed.", item.itemId(), lasted.toMillis());
    }

    /** What is not on sale any more is not missed. */
    void forgetAllBut(Collection<ItemRef> onSale) {
        since.keySet().retainAll(onSale);
    }

    /** How long the gate has not decided, if it has not. */
    Optional<Duration> lasting(ItemRef item) {
        return Optional.ofNullable(since.get(item)).map(began -> Duration.ofNanos(System.nanoTime() - began));
    }
}
