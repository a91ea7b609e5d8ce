package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.application.GrantGoodwill;
import io.flashsale.order.application.OrderNotes.Note;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators make up for something with points. */
@RestController
class GoodwillController {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final FindOrder findOrder;
    private final GrantGoodwill grantGoodwill;

    GoodwillController(FindOrder findOrder, GrantGoodwill grantGoodwill) {
        this.findOrder = findOrder;
        this.grantGoodwill = grantGoodwill;
    }

    /** The same key gives once; it may be sent again until it is answered. */
    @PostMapping("/api/admin/orders/{id}/goodwill")
    @ResponseStatus(HttpStatus.CREATED)
    GoodwillResource give(
            Caller caller,
            @PathVariable("id") String id,
            @RequestHeader("Idempotency-Key") String key,
            @Valid @RequestBody GoodwillRequest request) {
        String operator = caller.require(Role.OPERATOR).subject();
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "The Idempotency-Key is not valid.")
                    .field("Idempotency-Key", "must be 1 to 64 letters, digits, dashes or underscores");
        }
        OrderId orderId = OrderIdPath.parse(id);
        Order order = findOrder
                .byId(orderId)
                .filter(FindOrder.Found::stored)
                .orElseThrow(OrderIdPath::absent)
                .order();
        Note note = new Note(noteId(orderId, key), orderId, request.note(), request.points(), operator);
        try {
            grantGoodwill.grant(order, note);
        } catch (GrantGoodwill.Refused e) {
            throw e.undecided()
                    ? new ProblemException(OrderProblem.UNDECIDED, "The same is being decided. Send it again.")
                            .retryAfter(COME_AGAIN)
                    : new ProblemException(
                            OrderProblem.IDEMPOTENCY_KEY_REUSED, "Use a new Idempotency-Key for another gift.");
        }
        return new GoodwillResource(note.noteId(), orderId.toString(), note.points());
    }

    /** At most 36 characters: the coordinator keeps the primary keys it locks in a column of that length. */
    static String noteId(OrderId orderId, String key) {
        return UUID.nameUUIDFromBytes((orderId + "/" + key).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * What is given, and why.
     *
     * @param points 1 to 10,000
     */
    record GoodwillRequest(
            @NotBlank @Size(max = 500) String note,
            @Min(1) @Max(10_000) long points) {}

    record GoodwillResource(String noteId, String orderId, long points) {}
}
