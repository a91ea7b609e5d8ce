package io.flashsale.order.web;

import io.flashsale.order.domain.OrderId;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;

/** Order ids in paths. What is not an id is as absent as an id nobody has. */
final class OrderIdPath {

    private OrderIdPath() {}

    static OrderId parse(String text) {
        try {
            return OrderId.parse(text);
        } catch (IllegalArgumentException e) {
            throw absent();
        }
    }

    static ProblemException absent() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such order.");
    }
}
