package io.flashsale.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
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
        assertThat(sum(EntryKind.HOLD, EntryKind.SELL, EntryKind.RETURN)).isEqualTo(Movement.NONE);
    }

    @Test
    void holdingAndReleasingAUnitLeavesNoTrace() {
        assertThat(sum(EntryKind.HOLD, EntryKind.RELEASE)).isEqualTo(Movement.NONE);
    }

    @Test
    void appendingAndWithdrawingMoveTheTotalAlone() {
        assertThat(EntryKind.APPEND.movement(3)).isEqualTo(new Movement(3, 0, 0));
        assertThat(sum(EntryKind.APPEND, EntryKind.WITHDRAW)).isEqualTo(Movement.NONE);
    }

    @Test
    void theGateGetsWhatIsFreeAgainAndWhatIsNew() {
        assertThat(Arrays.stream(EntryKind.values()).filter(kind -> kind.unitsToGate(1) > 0))
                .containsExactlyInAnyOrder(EntryKind.RELEASE, EntryKind.RETURN, EntryKind.APPEND);
    }

    @Test
    void aRejectedUnitNeverReturnsToSaleButTheBuyerMayTryAgain() {
        assertThat(EntryKind.REJECT.unitsToGate(4)).isZero();
        assertThat(EntryKind.REJECT.limitBack(4)).isEqualTo(4);
    }

    private static Movement sum(EntryKind... kinds) {
        return Arrays.stream(kinds).map(kind -> kind.movement(2)).reduce(Movement.NONE, Movement::plus);
    }

    private static CampaignItem item(int total, int held, int sold) {
        Money price = new Money(990, "CNY");
        return new CampaignItem(new ItemRef(1, 2), "sku", "name", price, price, total, held, sold, 1, 0);
    }
}
