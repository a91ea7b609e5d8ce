package io.flashsale.inventory.tcc;

import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.rm.tcc.api.BusinessActionContextParameter;
import org.apache.seata.rm.tcc.api.LocalTCC;
import org.apache.seata.rm.tcc.api.TwoPhaseBusinessAction;

/**
 * The inventory branch of a checkout. Seata's fence makes confirm and cancel happen once, lets a cancel without a try
 * pass, and refuses a try that comes after its cancel.
 */
@LocalTCC
public interface ReservationCheckout {
    String ACTION = "reservation-checkout";
    String ORDER_ID = "orderId";

    /**
     * Try: claims the held reservation.
     *
     * @throws NotClaimed when that is not possible, now or ever
     */
    @TwoPhaseBusinessAction(name = ACTION, commitMethod = "confirm", rollbackMethod = "cancel", useTCCFence = true)
    boolean claim(BusinessActionContext context, @BusinessActionContextParameter(paramName = ORDER_ID) String orderId);

    /** Confirm: the units are sold. */
    boolean confirm(BusinessActionContext context);

    /** Cancel: the reservation is held as before. */
    boolean cancel(BusinessActionContext context);
}
