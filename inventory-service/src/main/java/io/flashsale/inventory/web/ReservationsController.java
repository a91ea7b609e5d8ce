package io.flashsale.inventory.web;

import io.flashsale.inventory.application.Change;
import io.flashsale.inventory.application.ConfirmSale;
import io.flashsale.inventory.application.ForgottenReservations;
import io.flashsale.inventory.application.ForgottenReservations.Promise;
import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.application.ReturnStock;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import io.flashsale.inventory.tcc.NotClaimed;
import io.flashsale.inventory.tcc.ReservationCheckout;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.integration.tx.api.fence.exception.CommonFenceException;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/reservations/{orderId}")
class ReservationsController {
    private static final Pattern RETURN_ID = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private final Reservations reservations;
    private final LiveCampaigns live;
    private final ConfirmSale confirmSale;
    private final ForgottenReservations forgotten;
    private final ReturnStock returnStock;
    private final ReservationCheckout checkout;

    ReservationsController(
            Reservations reservations,
            LiveCampaigns live,
            ConfirmSale confirmSale,
            ForgottenReservations forgotten,
            ReturnStock returnStock,
            ReservationCheckout checkout) {
        this.reservations = reservations;
        this.live = live;
        this.confirmSale = confirmSale;
        this.forgotten = forgotten;
        this.returnStock = returnStock;
        this.checkout = checkout;
    }

    record ReservationResource(
            String orderId,
            String buyerId,
            String campaignId,
            String sku,
            int quantity,
            ReservationStatus status,
            Instant admittedAt) {}

    @GetMapping
    ReservationResource get(@PathVariable String orderId) {
        return reservations
                .find(orderId)
                .map(this::resource)
                .orElseThrow(() -> new ProblemException(
                        InventoryProblem.RESERVATION_NOT_FOUND,
                        "The ledger knows no reservation of order " + orderId + "."));
    }

    /** The try of the inventory branch; the transaction it belongs to comes with the header {@code TX_XID}. */
    @PostMapping("/checkout")
    ReservationResource checkout(@PathVariable String orderId) {
        if (!RootContext.inGlobalTransaction()) {
            throw new ProblemException(
                            CommonProblem.INVALID_REQUEST, "A checkout needs the transaction it is a branch of.")
                    .field(RootContext.KEY_XID, "this header is required");
        }
        try {
            checkout.claim(new BusinessActionContext(), orderId);
        } catch (NotClaimed e) {
            throw refusal(orderId, e.reason());
        } catch (CommonFenceException e) {
            throw new ProblemException(
                    CommonProblem.CONFLICT, "The checkout was given up before it reached order " + orderId + ".");
        }
        return get(orderId);
    }

    /** With what the order was promised, for the case that nobody here remembers it. */
    @PutMapping("/sale")
    ReservationResource sell(
            @PathVariable String orderId, @RequestBody(required = false) @Nullable PromiseRequest promised) {
        Promise promise = promised == null ? null : promised.checked(orderId);
        Change change = confirmSale.confirm(orderId);
        if (change == Change.UNKNOWN_YET && promise != null) change = forgotten.promiseAgain(promise);
        return done(orderId, change);
    }

    @PutMapping("/return")
    ReturnedResource giveBack(@PathVariable String orderId) {
        return returned(orderId, returnStock.giveBack(orderId));
    }

    /** Some of the sold units; the same return id counts once. */
    @PutMapping("/returns/{returnId}")
    ReturnedResource giveSomeBack(
            @PathVariable String orderId, @PathVariable String returnId, @Valid @RequestBody ReturnRequest request) {
        if (!RETURN_ID.matcher(returnId).matches()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The return id is not valid.")
                    .field("returnId", "must be 1 to 40 letters, digits, dashes, dots or underscores");
        }
        return returned(orderId, returnStock.giveSomeBack(orderId, returnId, request.quantity()));
    }

    /** @param quantity units, fewer than are sold */
    record ReturnRequest(@Min(1) int quantity) {}

    /** @param onSale whether the units can be bought again; if the sale is over, they stay in the warehouse */
    record ReturnedResource(String orderId, ReservationStatus status, boolean onSale) {}

    private ReturnedResource returned(String orderId, Change change) {
        ReservationResource reservation = done(orderId, change);
        boolean onSale = live.find(Long.parseLong(reservation.campaignId()))
                .filter(campaign -> campaign.status().needsGate())
                .isPresent();
        return new ReturnedResource(orderId, reservation.status(), onSale);
    }

    private ReservationResource done(String orderId, Change change) {
        if (change != Change.DONE && change != Change.ALREADY) throw refusal(orderId, change);
        return get(orderId);
    }

    private static ProblemException refusal(String orderId, Change change) {
        return switch (change) {
            case UNKNOWN_YET ->
                InventoryProblemAdvice.notYet(
                        "The reservation of order " + orderId + " has not reached the ledger yet.");
            case CLAIMED ->
                InventoryProblemAdvice.notYet(
                        "The reservation of order " + orderId + " is claimed by a checkout that is not over yet.");
            default ->
                new ProblemException(
                        InventoryProblem.RESERVATION_NOT_HELD, "The reservation of order " + orderId + " is not held.");
        };
    }

    private ReservationResource resource(Reservation reservation) {
        String sku = live.find(reservation.item().campaignId()).stream()
                .flatMap(campaign -> campaign.items().stream())
                .filter(item -> item.ref().equals(reservation.item()))
                .map(CampaignItem::sku)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("item of reservation " + reservation.orderId() + " is gone"));
        return new ReservationResource(
                reservation.orderId(),
                reservation.attempt().buyerId(),
                Long.toString(reservation.item().campaignId()),
                sku,
                reservation.quantity(),
                reservation.status(),
                reservation.admittedAt());
    }
}
