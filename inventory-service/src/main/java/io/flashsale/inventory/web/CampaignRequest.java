package io.flashsale.inventory.web;

import io.flashsale.inventory.domain.CampaignPlan;
import io.flashsale.inventory.domain.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The campaign an operator wants. Everything may be missing until it is checked. */
record CampaignRequest(
        @Nullable String name,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Integer payWithinSeconds,
        @Nullable List<@Nullable ItemRequest> items) {

    private static final int USUAL_PAY_WITHIN = 900;
    private static final int MOST_ITEMS = 100;
    private static final int MOST_UNITS = 10_000_000;
    private static final int HIGHEST_LIMIT = 10_000;
    private static final long HIGHEST_PRICE = 1_000_000_000_00L;

    record ItemRequest(
            @Nullable String sku,
            @Nullable String name,
            @Nullable MoneyRequest salePrice,
            @Nullable MoneyRequest listPrice,
            @Nullable Integer total,
            @Nullable Integer perBuyerLimit) {}

    record MoneyRequest(@Nullable Long amount, @Nullable String currency) {}

    CampaignPlan plan(Instant now) {
        Fields fields = new Fields();
        fields.text(name, 100, "name");
        fields.check(startsAt != null, "startsAt", "is required, as an ISO-8601 time");
        fields.check(endsAt != null, "endsAt", "is required, as an ISO-8601 time");
        if (startsAt != null && endsAt != null) {
            fields.check(endsAt.isAfter(startsAt), "endsAt", "must be after startsAt");
            fields.check(endsAt.isAfter(now), "endsAt", "must be in the future");
        }
        int payWithin = payWithinSeconds == null ? USUAL_PAY_WITHIN : payWithinSeconds;
        fields.number(payWithin, 5, 86_400, "payWithinSeconds");
        List<CampaignPlan.Item> planned = plannedItems(fields);
        fields.refuseFaults();
        return new CampaignPlan(
                Objects.requireNonNull(name),
                Objects.requireNonNull(startsAt),
                Objects.requireNonNull(endsAt),
                Duration.ofSeconds(payWithin),
                planned);
    }

    private List<CampaignPlan.Item> plannedItems(Fields fields) {
        if (items == null || items.isEmpty() || items.size() > MOST_ITEMS) {
            fields.check(false, "items", "must hold 1 to " + MOST_ITEMS + " items");
            return List.of();
        }
        List<CampaignPlan.Item> planned = new ArrayList<>();
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String at = "items[" + i + "]";
            ItemRequest item = items.get(i);
            if (item == null) {
                fields.check(false, at, "is required");
                continue;
            }
            fields.id(item.sku(), 64, at + ".sku");
            if (item.sku() != null) fields.check(skus.add(item.sku()), at + ".sku", "appears twice");
            fields.text(item.name(), 200, at + ".name");
            Money salePrice = money(item.salePrice(), at + ".salePrice", fields);
            Money listPrice = money(item.listPrice(), at + ".listPrice", fields);
            if (salePrice != null && listPrice != null) {
                fields.check(
                        salePrice.currency().equals(listPrice.currency()),
                        at + ".listPrice.currency",
                        "must be the currency of salePrice");
                fields.check(
                        salePrice.amount() <= listPrice.amount(), at + ".salePrice", "must not be above listPrice");
            }
            fields.number(item.total(), 1, MOST_UNITS, at + ".total");
            fields.number(item.perBuyerLimit(), 1, HIGHEST_LIMIT, at + ".perBuyerLimit");
            if (fields.fine()) {
                planned.add(new CampaignPlan.Item(
                        Objects.requireNonNull(item.sku()),
                        Objects.requireNonNull(item.name()),
                        Objects.requireNonNull(salePrice),
                        Objects.requireNonNull(listPrice),
                        Objects.requireNonNull(item.total()),
                        Objects.requireNonNull(item.perBuyerLimit())));
            }
        }
        return planned;
    }

    private static @Nullable Money money(@Nullable MoneyRequest money, String at, Fields fields) {
        if (money == null || money.amount() == null || money.currency() == null) {
            fields.check(
                    false,
                    at,
                    "must be an amount in minor units and a currency, like {\"amount\": 990, \"currency\": \"CNY\"}");
            return null;
        }
        boolean amountFine = money.amount() >= 0 && money.amount() <= HIGHEST_PRICE;
        fields.check(amountFine, at + ".amount", "must be between 0 and " + HIGHEST_PRICE + " minor units");
        boolean currencyFine = isCurrency(money.currency());
        fields.check(currencyFine, at + ".currency", "must be an ISO 4217 code such as CNY");
        return amountFine && currencyFine ? new Money(money.amount(), money.currency()) : null;
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
