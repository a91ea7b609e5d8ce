package io.flashsale.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StockLedgerBalanceTest {
    @Test
    void availableHeldAndSoldMakeUpTheTotal() {
        assertThat(item(10, 3, 2).available()).isEqualTo(5);
    }

    @Test
    void anItemNeverHoldsAndSellsMoreThanThereIs() {
        assertThatThrownBy(() -> item(10, 8, 3)).hasMessageContaining("does not balance");
        assertThatThrownBy(() -> item(10, -1, 3)).hasMessageContaining("does not balance");
    }

    @Test
    void holdingSellingAndReturningAUnitLeavesNoTrace() {
        int held = EntryKind.HOLD.heldChange(2) + EntryKind.SELL.heldChange(2) + EntryKind.RETURN.heldChange(2);
        int sold = EntryKind.HOLD.soldChange(2) + EntryKind.SELL.soldChange(2) + EntryKind.RETURN.soldChange(2);
        assertThat(held).isZero();
        assertThat(sold).isZero();
    }

    @Test
    void holdingAndReleasingAUnitLeavesNoTrace() {
        assertThat(EntryKind.HOLD.heldChange(3) + EntryKind.RELEASE.heldChange(3))
                .isZero();
    }

    @Test
    void aRejectedUnitNeverReturnsToSale() {
        assertThat(EntryKind.REJECT.unitsBack(4)).isZero();
        assertThat(EntryKind.RELEASE.unitsBack(4)).isEqualTo(4);
    }

    private static CampaignItem item(int total, int held, int sold) {
        Money price = new Money(990, "CNY");
        return new CampaignItem(new ItemRef(1, 2), "sku", "name", price, price, total, held, sold, 1, 0);
    }
}
