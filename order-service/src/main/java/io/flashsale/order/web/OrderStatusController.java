package io.flashsale.order.web;

import io.flashsale.order.application.OrderView;
import io.flashsale.order.application.WatchOrder;
import io.flashsale.order.domain.OrderId;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where one order stands, told to its buyer without polling: asked with the entity tag of the last answer, or followed
 * as a stream of events. Both wait on the request's own virtual thread.
 */
@RestController
@RequestMapping("/api/orders/{id}")
class OrderStatusController {

    private static final Logger LOG = LoggerFactory.getLogger(OrderStatusController.class);

    private static final int LONGEST_WAIT_SECONDS = 20;

    private final WatchOrder watchOrder;
    private final JsonMapper json;

    OrderStatusController(WatchOrder watchOrder, JsonMapper json) {
        this.watchOrder = watchOrder;
        this.json = json;
    }

    /**
     * The order, or 304 when it is one that {@code If-None-Match} names.
     *
     * @param wait seconds to wait for another one before that
     */
    @GetMapping
    ResponseEntity<OrderResource> byId(
            Caller caller,
            @PathVariable("id") String id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @RequestParam(name = "wait", defaultValue = "0")
                    @Min(value = 0, message = "must be 0 to 20 seconds") @Max(value = LONGEST_WAIT_SECONDS, message = "must be 0 to 20 seconds") int wait) {
        String buyer = caller.require(Role.SHOPPER).subject();
        Predicate<OrderView> known = namedBy(ifNoneMatch);
        OrderView view = watchOrder
                .await(buyer, OrderIdPath.parse(id), known, Duration.ofSeconds(wait))
                .orElseThrow(OrderIdPath::absent);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        known.test(view) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(entityTag(view).formattedTag())
                .cacheControl(CacheControl.noCache().cachePrivate());
        return known.test(view) ? answer.build() : answer.body(OrderResource.of(view));
    }

    /** The order now, unless {@code Last-Event-ID} says that it is known, and whenever it changes. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @PathVariable("id") String id,
            @RequestHeader(name = OrderEventStream.LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletResponse response) {
        String buyer = caller.require(Role.SHOPPER).subject();
        OrderId orderId = OrderIdPath.parse(id);
        OrderView view = watchOrder.now(buyer, orderId).orElseThrow(OrderIdPath::absent);
        if (view.isAtRest() && view.tag().equals(lastEventId)) {
            // The one status that keeps a browser from connecting again.
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        try {
            watchOrder.follow(buyer, orderId, lastEventId, OrderEventStream.open(response, json));
        } catch (IOException e) {
            LOG.debug("Nobody listens to order {} any more: {}", orderId, e.getMessage());
        }
    }

    private static Predicate<OrderView> namedBy(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return view -> false;
        }
        List<ETag> tags;
        try {
            tags = ETag.parse(ifNoneMatch);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "If-None-Match is not a list of entity tags.")
                    .field(HttpHeaders.IF_NONE_MATCH, "must hold entity tags in double quotes");
        }
        return view -> tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(entityTag(view), false));
    }

    /** Weak: before the order is stored, instances may differ in the last digit of a time. */
    private static ETag entityTag(OrderView view) {
        return new ETag(view.tag(), true);
    }
}
