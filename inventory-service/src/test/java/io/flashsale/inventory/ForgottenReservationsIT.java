package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.ForgottenReservations;
import io.flashsale.inventory.application.ForgottenReservations.Promise;
import io.flashsale.inventory.domain.Attempt;
import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import io.flashsale.web.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Redis lost a reservation before the ledger heard of it: nothing waits for it for ever, and who paid has it or is paid back. */
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
            sale.attempt(wish(onItsWay.orderId(), "ann", onItsWay.attempt().idempotencyKey(), 1));
            assertThat(forgotten.record(onItsWay)).isFalse();
            cancel(onItsWay);
        } finally {
            heartbeats.start();
        }

        await().atMost(SOON.multipliedBy(3)).untilAsserted(() -> awaitReservation(onItsWay.orderId(), "RELEASED"));
        sale.awaitGate(5);
    }

    @Test
    void isPromisedAgainWhenItsOrderIsPaid() {
        Sale sale = openSale(5, 1);
        Promise lost = promise(sale, newId());

        await().atMost(SOON).until(() -> sell(lost).status() == 200);

        awaitReservation(lost.orderId(), "SOLD");
        sale.awaitLedger(0, 1);
        assertThat(sale.gateAvailable()).isEqualTo(4);
        assertThat(sell(lost).status()).as("asked again").isEqualTo(200);
        assertThat(outcome(sale.attempt(wish(newId(), "ann", lost.attempt().idempotencyKey(), 1))))
                .as("its key has the same answer")
                .isEqualTo("REPLAYED");
    }

    @Test
    void isPromisedAgainOnceHoweverOftenItIsAskedMeanwhile() {
        Sale sale = openSale(5, 5);
        Promise lost = promise(sale, newId());
        heartbeats.stop();
        try {
            for (int i = 0; i < 3; i++) assertThat(sell(lost).code()).isEqualTo("not-yet");
            assertThat(sale.gateAvailable()).isEqualTo(4);
        } finally {
            heartbeats.start();
        }
        await().atMost(SOON).until(() -> sell(lost).status() == 200);
        sale.awaitLedger(0, 1);
    }

    @Test
    void isRefusedWhenItsOrderIsPaidAndOthersHaveTheUnits() {
        Sale sale = openSale(1, 1);
        sale.bought("bob", 1);
        Promise lost = promise(sale, newId());

        await().atMost(SOON).until(() -> sell(lost).code().equals("reservation-not-held"));

        awaitReservation(lost.orderId(), "REJECTED");
        assertThat(sale.ledger()).isEqualTo(new Ledger(1, 1, 0));
        assertThat(sell(lost).code()).as("for good").isEqualTo("reservation-not-held");
    }

    @Test
    void namesWhatIsWrongWithAPromise() {
        Answer wrong =
                call(Role.SERVICE, "PUT", "/internal/reservations/o-1/sale", Map.of("sku", "", "campaignId", "1"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("sku", "batchId", "admittedAt", "attempt");
    }

    private Answer sell(Promise promise) {
        return call(
                Role.SERVICE,
                "PUT",
                "/internal/reservations/" + promise.orderId() + "/sale",
                Map.of(
                        "campaignId",
                        Long.toString(promise.campaignId()),
                        "sku",
                        promise.sku(),
                        "batchId",
                        promise.batchId(),
                        "attempt",
                        wish(promise.orderId(), "ann", promise.attempt().idempotencyKey(), 1),
                        "admittedAt",
                        promise.admittedAt()));
    }

    private static Promise promise(Sale sale, String order) {
        return new Promise(
                Long.parseLong(sale.id),
                sale.sku,
                newId(),
                new Attempt(order, "ann", newId(), "body-of-1", 1),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private void cancel(Promise order) {
        transaction.executeWithoutResult(_ -> events.publish(new OutgoingEvent(
                "order-events",
                "OrderCancelled",
                order.orderId(),
                Map.of(
                        "orderId", order.orderId(),
                        "buyerId", order.attempt().buyerId(),
                        "campaignId", Long.toString(order.campaignId()),
                        "sku", order.sku(),
                        "quantity", order.attempt().quantity(),
                        "batchId", order.batchId(),
                        "idempotencyKey", order.attempt().idempotencyKey(),
                        "admittedAt", order.admittedAt()))));
    }
}
