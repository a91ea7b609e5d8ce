package io.flashsale.order.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.admission.KnownSale.State;
import io.flashsale.order.admission.LiveSale.Campaign;
import io.flashsale.order.admission.LiveSale.Item;
import io.flashsale.order.admission.LiveSale.Phase;
import io.flashsale.order.domain.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KnownSaleTest {

    private static final Instant START = Instant.parse("2026-06-18T12:00:00Z");
    private static final ItemKey PHONE = new ItemKey("42", "phone");

    private final AtomicReference<Instant> now = new AtomicReference<>(START.plusSeconds(10));
    private final KnownSale sale = new KnownSale(new TestClock(now), Duration.ofMillis(300));

    @Test
    void knowsNothingAtFirst() {
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.UNKNOWN);
    }

    @Test
    void asksTheGateWhileTheSaleIsOpen() {
        sale.learn(live(now.get(), Phase.OPEN, false));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.ASK);
        assertThat(sale.stateOf(new ItemKey("42", "other"))).isEqualTo(State.NO_SUCH_ITEM);
    }

    @Test
    void judgesTheOpeningByTheClockOfTheSale() {
        // This machine is ten seconds ahead of the sale.
        sale.learn(live(START.minusSeconds(1), Phase.WARMED, false));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.NOT_OPEN_YET);
        assertThat(sale.untilStart(PHONE)).isEqualTo(Duration.ofSeconds(1));
        now.set(now.get().plusMillis(1_000));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.ASK);
    }

    @Test
    void believesSoldOutForAMomentOnly() {
        sale.learn(live(now.get(), Phase.OPEN, true));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.SOLD_OUT);
        now.set(now.get().plusMillis(301));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.ASK);
        sale.sawSoldOut(PHONE);
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.SOLD_OUT);
        now.set(now.get().plusMillis(301));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.ASK);
    }

    @Test
    void tellsPausedFromClosed() {
        sale.learn(live(now.get(), Phase.PAUSED, false));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.PAUSED);
        sale.learn(live(now.get(), Phase.CLOSED, true));
        assertThat(sale.stateOf(PHONE)).isEqualTo(State.CLOSED);
    }

    private static LiveSale live(Instant serverTime, Phase phase, boolean soldOut) {
        return new LiveSale(
                "1",
                serverTime,
                List.of(new Campaign(
                        "42",
                        phase,
                        START,
                        START.plusSeconds(3600),
                        900,
                        List.of(new Item("phone", new Money(990, "CNY"), 2, soldOut)))));
    }

    private static final class TestClock extends Clock {
        private final AtomicReference<Instant> now;

        private TestClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
