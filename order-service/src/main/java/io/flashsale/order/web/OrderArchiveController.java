package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.application.OrderArchive;
import io.flashsale.order.application.OrderArchive.Entry;
import io.flashsale.order.application.Reservations;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.web.Caller;
import io.flashsale.web.PeerProblem;
import io.flashsale.web.PeerUnavailable;
import io.flashsale.web.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators look up: many orders, how a campaign's orders stand, one order with everything that happened. */
@RestController
@RequestMapping("/api/admin/orders")
class OrderArchiveController {

    private static final String ORDER_ID = "[0-9]{1,19}";

    private final OrderArchive archive;
    private final FindOrder findOrder;
    private final Reservations reservations;

    OrderArchiveController(OrderArchive archive, FindOrder findOrder, Reservations reservations) {
        this.archive = archive;
        this.findOrder = findOrder;
        this.reservations = reservations;
    }

    /** An order in an operator's list. */
    record FoundResource(
            String orderId,
            String buyerId,
            String campaignId,
            String sku,
            int quantity,
            MoneyResource amount,
            String status,
            @Nullable String reason,
            Instant placedAt) {

        static FoundResource of(Order order) {
            return new FoundResource(
                    order.id().toString(),
                    order.buyerId(),
                    order.campaignId(),
                    order.sku(),
                    order.quantity(),
                    MoneyResource.of(order.amount()),
                    order.status().name(),
                    order.reason() == null ? null : order.reason().name(),
                    order.admittedAt());
        }
    }

    /**
     * One page of a list.
     *
     * @param next value of {@code before} for the next page; null if this is the last
     */
    record Page(List<FoundResource> items, @Nullable String next) {}

    record GroupResource(String status, @Nullable String reason, long orders, long units, MoneyResource amount) {}

    record Summary(String campaignId, List<GroupResource> groups) {}

    /** @param missing services that were asked and did not answer */
    record Timeline(OrderResource order, String buyerId, List<Entry> entries, List<String> missing) {}

    /** Newest first. Without a buyer or a time this reads from the newest order backwards until the page is full. */
    @GetMapping
    Page search(
            Caller caller,
            @RequestParam(name = "buyerId", required = false) @Nullable String buyerId,
            @RequestParam(name = "campaignId", required = false) @Nullable String campaignId,
            @RequestParam(name = "status", required = false) @Nullable OrderStatus status,
            @RequestParam(name = "since", required = false) @Nullable Instant since,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            @RequestParam(name = "before", required = false)
                    @Pattern(regexp = ORDER_ID, message = "must be an order id") @Nullable String before,
            @RequestParam(name = "limit", defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 200") @Max(value = 200, message = "must be 1 to 200") int limit) {
        caller.require(Role.OPERATOR);
        List<Order> found = archive.search(
                new OrderArchive.Search(
                        buyerId, campaignId, status, since, until, before == null ? null : OrderIdPath.parse(before)),
                limit + 1);
        List<Order> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                page.stream().map(FoundResource::of).toList(),
                found.size() > limit ? page.getLast().id().toString() : null);
    }

    @GetMapping("/summary")
    Summary summary(
            Caller caller,
            @RequestParam("campaignId")
                    @Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = "must be the id of a campaign") String campaignId) {
        caller.require(Role.OPERATOR);
        return new Summary(
                campaignId,
                archive.summary(campaignId).stream()
                        .map(group -> new GroupResource(
                                group.status().name(),
                                group.reason() == null ? null : group.reason().name(),
                                group.orders(),
                                group.units(),
                                MoneyResource.of(group.amount())))
                        .toList());
    }

    @GetMapping("/{id}/timeline")
    Timeline timeline(Caller caller, @PathVariable("id") String id) {
        caller.require(Role.OPERATOR);
        OrderId orderId = OrderIdPath.parse(id);
        FindOrder.Found found = findOrder.byId(orderId).orElseThrow(OrderIdPath::absent);
        List<Entry> entries = new ArrayList<>(archive.entriesOf(orderId));
        List<String> missing = new ArrayList<>();
        try {
            reservations
                    .find(orderId)
                    .ifPresent(kept -> entries.add(new Entry(
                            kept.admittedAt(),
                            "inventory",
                            "RESERVED",
                            kept.quantity() + " × " + kept.sku() + ", "
                                    + (kept.active() ? "held or sold now" : "not held any more"),
                            null)));
        } catch (PeerUnavailable | PeerProblem e) {
            missing.add("inventory-service");
        }
        entries.sort(Comparator.comparing(Entry::at));
        return new Timeline(
                OrderResource.of(findOrder.view(found)), found.order().buyerId(), entries, missing);
    }
}
