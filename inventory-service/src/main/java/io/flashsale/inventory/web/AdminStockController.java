package io.flashsale.inventory.web;

import io.flashsale.inventory.application.ChangeStock;
import io.flashsale.inventory.application.FindStockChanges;
import io.flashsale.inventory.application.FourEyes;
import io.flashsale.inventory.domain.StockChange;
import io.flashsale.web.Caller;
import io.flashsale.web.ProblemException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stock of an item, in the hands of operators. */
@RestController
@RequestMapping("/api/admin/campaigns/{campaignId}/items/{sku}/stock-changes")
class AdminStockController {
    private static final Logger LOG = LoggerFactory.getLogger(AdminStockController.class);

    private final ChangeStock changeStock;
    private final FindStockChanges findStockChanges;
    private final FourEyes fourEyes;

    AdminStockController(ChangeStock changeStock, FindStockChanges findStockChanges, FourEyes fourEyes) {
        this.changeStock = changeStock;
        this.findStockChanges = findStockChanges;
        this.fourEyes = fourEyes;
    }

    record StockChangeResource(
            String id,
            String key,
            StockChange.Kind kind,
            int units,
            String reason,
            String operator,
            StockChange.Status status,
            Instant requestedAt) {
        static StockChangeResource of(StockChange change) {
            return new StockChangeResource(
                    Long.toString(change.id()),
                    change.key(),
                    change.kind(),
                    change.units(),
                    change.reason(),
                    change.operator(),
                    change.status(),
                    change.requestedAt());
        }
    }

    /** 200 when done, 202 while a withdrawal travels to the ledger, 409 when so many units are not free. */
    @PostMapping
    ResponseEntity<StockChangeResource> change(
            @PathVariable String campaignId,
            @PathVariable String sku,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody StockChangeRequest request,
            Caller caller) {
        long id = CampaignIds.parse(campaignId);
        ChangeStock.Request wish = request.checked(key, caller.subject());
        boolean known = findStockChanges.of(id, sku).stream()
                .anyMatch(change -> change.key().equals(key));
        if (!known) {
            fourEyes.check(
                    wish.kind() + " " + wish.units() + " units of " + sku + " in campaign " + id,
                    wish.units(),
                    caller.subject());
        }
        StockChange change = changeStock.change(id, sku, wish);
        LOG.info(
                "Operator {}: {} {} units of {} in campaign {}: {}.",
                caller.subject(),
                change.kind(),
                change.units(),
                sku,
                campaignId,
                change.status());
        return switch (change.status()) {
            case DONE -> ResponseEntity.ok(StockChangeResource.of(change));
            case REQUESTED -> ResponseEntity.status(HttpStatus.ACCEPTED).body(StockChangeResource.of(change));
            case REFUSED ->
                throw new ProblemException(
                        InventoryProblem.STOCK_PROMISED,
                        change.kind() == StockChange.Kind.WITHDRAW
                                ? "Fewer than " + change.units() + " units are neither held nor sold."
                                : "A sale cannot have so many units.");
        };
    }

    @GetMapping
    List<StockChangeResource> list(@PathVariable String campaignId, @PathVariable String sku) {
        return findStockChanges.of(CampaignIds.parse(campaignId), sku).stream()
                .map(StockChangeResource::of)
                .toList();
    }
}
