package io.flashsale.reward;

import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What order-service asks for when an order is paid or refunded. */
@RestController
class OrderRewardsController {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private final Points points;

    OrderRewardsController(Points points) {
        this.points = points;
    }

    @PutMapping("/internal/points/grants/{orderId}")
    PointsMoved grant(@PathVariable String orderId, @RequestBody GrantRequest request) {
        String buyerId = id("buyerId", request.buyerId());
        Money amount = request.amount();
        if (amount == null || amount.amount() < 0) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "amount must be there and not negative.")
                    .field("amount", "must be there and not negative");
        }
        return switch (points.grant(id("orderId", orderId), buyerId, amount.points())) {
            case Points.Granting.Granted granted -> new PointsMoved(granted.points());
            case Points.Granting.AlreadyReversed reversed ->
                throw new ProblemException(
                        RewardProblem.ALREADY_REVERSED, "Order " + orderId + " was refunded before its grant arrived.");
            case Points.Granting.GrantedOtherwise otherwise ->
                throw new ProblemException(
                        RewardProblem.GRANTED_OTHERWISE,
                        "Order " + orderId + " has earned points for another buyer or amount.");
        };
    }

    @PutMapping("/internal/points/reversals/{orderId}")
    PointsMoved reverse(@PathVariable String orderId) {
        return new PointsMoved(points.reverse(id("orderId", orderId)));
    }

    private static String id(String field, @Nullable String value) {
        if (value == null || !ID.matcher(value).matches()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, field + " is not an id.")
                    .field(field, "must be 1 to 64 letters, digits, or _ . : -");
        }
        return value;
    }

    record GrantRequest(@Nullable String buyerId, @Nullable Money amount) {}

    record PointsMoved(long points) {}
}
