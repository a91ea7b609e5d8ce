package io.flashsale.order.admission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How purchases are admitted.
 *
 * @param laneCapacity attempts that may wait per item; beyond it shoppers are told to come back
 * @param batchSize attempts per group commit; inventory-service accepts at most 128
 * @param slotsPerLane group commits under way at once per item; all but the first wait for a full batch
 * @param requestDeadline how long a shopper waits for a decision
 * @param newsPatience how long a question for news of the sale waits for some; the next one follows at once
 * @param soldOutBelief how long a sold-out answer is believed before the gate is asked again
 * @param renewLeaseEvery how often the worker id's lease is extended
 * @param recentAcceptances how many accepted orders are remembered in memory
 */
@ConfigurationProperties("flashsale.admission")
record AdmissionProperties(
        @DefaultValue("4096") int laneCapacity,
        @DefaultValue("128") int batchSize,
        @DefaultValue("2") int slotsPerLane,
        @DefaultValue("3s") Duration requestDeadline,
        @DefaultValue("200ms") Duration newsPatience,
        @DefaultValue("300ms") Duration soldOutBelief,
        @DefaultValue("5s") Duration renewLeaseEvery,
        @DefaultValue("50000") int recentAcceptances) {}
