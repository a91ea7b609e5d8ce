package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.ForgottenReservations;
import io.flashsale.inventory.application.ForgottenReservations.Promise;
import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Redis lost a reservation before the ledger heard of it: the order is cancelled in time, and nothing waits for ever. */
class ForgottenReservationsIT extends InventoryIT {

    @Autowired
    private ForgottenReservations forgotten;

    @Autowired
    private EventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void isRecordedAsRejectedWhenItsOrderIsCancelled() {
        Sale sale = openSale(5, 1);
        Promise lost = promise(sale, newId());

        cancel(lost);

        awaitReservation(lost.orderId(), "REJECTED");
        assertThat(sale.ledger()).isEqualTo(new Ledger(5, 0, 0));
        assertThat(sale.gateAvailable()).isEqualTo(5);
        assertThat(forgotten.record(lost)).as("recorded once").isFalse();
    }

    @Test
    void isNotGivenUpWhileTheJournalMayStillHoldIt() {
        Sale sale = openSale(5, 1);
        Promise onItsWay = promise(sale, newId());
        heartbeats.stop();
        try {
            sale.attempt(wish(onItsWay.orderId(), onItsWay.buyerId(), onItsWay.idempotencyKey(), 1));
            assertThat(forgotten.record(onItsWay)).isFalse();
            cancel(onItsWay);
        } finally {
            heartbeats.start();
        }

        await().atMost(SOON.multipliedBy(3)).untilAsserted(() -> awaitReservation(onItsWay.orderId(), "RELEASED"));
        sale.awaitGate(5);
    }

    private static Promise promise(Sale sale, String order) {
        return new Promise(
                order,
                "ann",
                Long.parseLong(sale.id),
                sale.sku,
                1,
                newId(),
                newId(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private void cancel(Promise order) {
        transaction.executeWithoutResult(_ -> events.publish(new OutgoingEvent(
                "order-events",
                "OrderCancelled",
                order.orderId(),
                Map.of(
                        "orderId", order.orderId(),
                        "buyerId", order.buyerId(),
                        "campaignId", Long.toString(order.campaignId()),
                        "sku", order.sku(),
                        "quantity", order.quantity(),
                        "batchId", order.batchId(),
                        "idempotencyKey", order.idempotencyKey(),
                        "admittedAt", order.admittedAt()))));
    }
}
