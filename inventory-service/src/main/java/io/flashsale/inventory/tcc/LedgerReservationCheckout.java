package io.flashsale.inventory.tcc;

import io.flashsale.inventory.application.Change;
import io.flashsale.inventory.application.ClaimForCheckout;
import io.flashsale.inventory.application.ConfirmSale;
import io.flashsale.inventory.domain.StockLedger;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.rm.tcc.api.BusinessActionContextParameter;
import org.apache.seata.rm.tcc.api.TwoPhaseBusinessAction;
import org.springframework.stereotype.Component;

/** Touches MySQL only, in the transaction of the fence. */
@Component
class LedgerReservationCheckout implements ReservationCheckout {
    private final ClaimForCheckout claims;
    private final ConfirmSale confirmSale;
    private final StockLedger ledger;

    LedgerReservationCheckout(ClaimForCheckout claims, ConfirmSale confirmSale, StockLedger ledger) {
        this.claims = claims;
        this.confirmSale = confirmSale;
        this.ledger = ledger;
    }

    // Seata reads the annotations of whichever method it finds first, so both carry them.
    @Override
    @TwoPhaseBusinessAction(name = ACTION, commitMethod = "confirm", rollbackMethod = "cancel", useTCCFence = true)
    public boolean claim(
            BusinessActionContext context, @BusinessActionContextParameter(paramName = ORDER_ID) String orderId) {
        Change change = claims.claim(orderId, context.getXid());
        if (change != Change.DONE) throw new NotClaimed(orderId, change);
        return true;
    }

    @Override
    public boolean confirm(BusinessActionContext context) {
        String orderId = orderId(context);
        Change change = confirmSale.confirm(orderId);
        // A confirmation may come after the fulfilment that sold the units, and even after a refund that gave them
        // back.
        if (change != Change.DONE && change != Change.ALREADY && !ledger.wasSold(orderId)) {
            throw new IllegalStateException("claimed reservation of order " + orderId + " cannot be sold: " + change);
        }
        return true;
    }

    @Override
    public boolean cancel(BusinessActionContext context) {
        claims.unclaim(orderId(context), context.getXid());
        return true;
    }

    private static String orderId(BusinessActionContext context) {
        return String.valueOf(context.getActionContext(ORDER_ID));
    }
}
