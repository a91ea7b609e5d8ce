package io.flashsale.order.client;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.application.Promise;
import io.flashsale.order.application.Reservations;
import io.flashsale.order.client.InventoryApi.PromiseBody;
import io.flashsale.order.client.InventoryApi.ReservationBody;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderRefund.StockDestination;
import io.flashsale.web.PeerProblem;
import java.util.Optional;
import java.util.Set;

/** Reservations, over HTTP. */
class HttpReservations implements Reservations {

    private static final int NOT_FOUND = 404;
    private static final String NOT_HELD = "reservation-not-held";
    private static final Set<String> ACTIVE = Set.of("HELD", "SOLD");

    private final InventoryApi api;

    HttpReservations(InventoryApi api) {
        this.api = api;
    }

    @Override
    public Optional<Reservation> find(OrderId id) {
        try {
            ReservationBody body = api.reservation(id.toString());
            return Optional.of(new Reservation(
                    id,
                    body.buyerId(),
                    body.campaignId(),
                    body.sku(),
                    body.quantity(),
                    ACTIVE.contains(body.status()),
                    body.admittedAt()));
        } catch (PeerProblem problem) {
            if (problem.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    @Override
    public boolean sell(Promise promise) {
        Attempt attempt = promise.attempt();
        try {
            api.sell(
                    attempt.orderId().toString(),
                    new PromiseBody(
                            promise.item().campaignId(),
                            promise.item().sku(),
                            promise.batchId(),
                            HttpStockGate.body(attempt),
                            promise.admittedAt()));
            return true;
        } catch (PeerProblem problem) {
            if (problem.code().equals(NOT_HELD)) {
                return false;
            }
            throw problem;
        }
    }

    @Override
    public StockDestination giveBack(OrderId id) {
        try {
            return destination(api.giveBack(id.toString()));
        } catch (PeerProblem problem) {
            if (problem.code().equals(NOT_HELD)) {
                return StockDestination.WAREHOUSE;
            }
            throw problem;
        }
    }

    @Override
    public StockDestination giveBack(OrderId id, String refundId, int quantity) {
        return destination(api.giveBack(id.toString(), refundId, new InventoryApi.ReturnBody(quantity)));
    }

    private static StockDestination destination(InventoryApi.ReturnedBody returned) {
        return returned.onSale() ? StockDestination.SALE : StockDestination.WAREHOUSE;
    }
}
