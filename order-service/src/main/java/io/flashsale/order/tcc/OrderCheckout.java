package io.flashsale.order.tcc;

import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.rm.tcc.api.BusinessActionContextParameter;
import org.apache.seata.rm.tcc.api.LocalTCC;
import org.apache.seata.rm.tcc.api.TwoPhaseBusinessAction;
import org.jspecify.annotations.Nullable;

/**
 * The order's branch of the global checkout transaction: PENDING_PAYMENT to PAYING, then PAID or back. The fence lets
 * confirm and cancel take effect once, a cancel without a try do nothing, and refuses a try after its cancel.
 */
@LocalTCC
public interface OrderCheckout {

    /** Name of the branch at the coordinator. */
    String BRANCH = "order-checkout";

    /**
     * Claims the order for the payment.
     *
     * @param context null; Seata puts its own in
     * @throws CheckoutRefused when the order is not waiting for payment any more
     */
    @TwoPhaseBusinessAction(name = BRANCH, commitMethod = "confirm", rollbackMethod = "cancel", useTCCFence = true)
    boolean claim(
            @Nullable BusinessActionContext context,
            @BusinessActionContextParameter("orderId") String orderId,
            @BusinessActionContextParameter("paymentId") String paymentId);

    /** The money is taken. */
    boolean confirm(BusinessActionContext context);

    /** The money is not taken; the buyer may try again until the order expires. */
    boolean cancel(BusinessActionContext context);
}
