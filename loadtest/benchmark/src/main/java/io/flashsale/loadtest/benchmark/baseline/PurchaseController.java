package io.flashsale.loadtest.benchmark.baseline;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes the same requests and gives the same answers as order-service; the SKU says which way of selling is meant. */
@RestController
class PurchaseController {

    private static final Duration TIME_TO_PAY = Duration.ofHours(1);
    private static final long PRICE = 990;

    private final Map<String, Purchasing> ways;
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);

    PurchaseController(List<Purchasing> ways) {
        this.ways = ways.stream().collect(Collectors.toMap(Purchasing::sku, Function.identity()));
    }

    record Wish(String campaignId, String sku, int quantity) {}

    record Money(long amount, String currency) {}

    record Accepted(String orderId, String status, Instant payBefore, Money amount) {}

    record Stock(int units) {}

    @PostMapping("/api/orders")
    ResponseEntity<Accepted> place(
            Caller caller, @RequestHeader("Idempotency-Key") String idempotencyKey, @RequestBody Wish wish) {
        String buyer = caller.require(Role.SHOPPER).subject();
        Instant now = Instant.now();
        PlacedOrder order = new PlacedOrder(
                ids.incrementAndGet(),
                buyer,
                wish.campaignId,
                wish.sku,
                wish.quantity,
                PRICE,
                idempotencyKey,
                now,
                now.plus(TIME_TO_PAY));
        return switch (way(wish.sku).buy(order)) {
            case SOLD -> {
                String id = Long.toString(order.id());
                yield ResponseEntity.accepted()
                        .location(URI.create("/api/orders/" + id))
                        .body(new Accepted(id, "PENDING_PAYMENT", order.expireAt(), new Money(order.amount(), "CNY")));
            }
            case SOLD_OUT -> ResponseEntity.status(HttpStatus.CONFLICT).build();
            case BUSY -> ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
        };
    }

    /** Fresh stock for one campaign. */
    @PutMapping("/internal/stock/{campaignId}/{sku}")
    void stock(@PathVariable String campaignId, @PathVariable String sku, @RequestBody Stock stock) {
        way(sku).fill(campaignId, stock.units);
    }

    private Purchasing way(String sku) {
        return Optional.ofNullable(ways.get(sku))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No baseline sells " + sku));
    }
}
