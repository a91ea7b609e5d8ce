package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.application.OrderSagas;
import io.flashsale.order.application.OrderSagas.Unfinished;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What should be over and is not: sagas on their way, and checkouts whose transaction is undecided. */
@RestController
@RequestMapping("/api/admin/orders")
class StuckController {

    private static final Logger LOG = LoggerFactory.getLogger(StuckController.class);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int AT_MOST = 100;

    private final OrderSagas sagas;
    private final Orders orders;
    private final OrderRefunds refunds;
    private final FindOrder findOrder;

    StuckController(OrderSagas sagas, Orders orders, OrderRefunds refunds, FindOrder findOrder) {
        this.refunds = refunds;
        this.sagas = sagas;
        this.orders = orders;
        this.findOrder = findOrder;
    }

    /**
     * What takes longer than half a minute, at most a few hundred of each.
     *
     * @param checkouts orders whose payment transaction is undecided; the coordinator ends it
     */
    record Stuck(List<Unfinished> sagas, List<OrderResource> checkouts) {}

    @GetMapping("/stuck")
    Stuck stuck(Caller caller) {
        caller.require(Role.OPERATOR);
        return new Stuck(
                sagas.unfinished(
                        LONG,
                        orders.unchangedFor(OrderStatus.PAID, LONG, AT_MOST),
                        refunds.runningLongerThan(LONG, AT_MOST).stream()
                                .map(OrderRefund::refundId)
                                .toList()),
                orders.unchangedFor(OrderStatus.PAYING, LONG, AT_MOST).stream()
                        .flatMap(id -> findOrder.byId(id).stream())
                        .map(found -> OrderResource.of(findOrder.view(found)))
                        .toList());
    }

    /** Goes on with a saga now. A step that had its effect is not repeated, one that may have had it is idempotent. */
    @PostMapping("/stuck/sagas/{key}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resume(Caller caller, @PathVariable("key") String key) {
        String operator = caller.require(Role.OPERATOR).subject();
        if (!sagas.resume(key)) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "No unfinished saga goes by that key.");
        }
        LOG.info("Operator {} had saga {} resumed.", operator, key);
    }
}
