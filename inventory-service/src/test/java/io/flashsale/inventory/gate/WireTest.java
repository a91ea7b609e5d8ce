package io.flashsale.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.BatchVerdict;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void readsAStoredVerdict() {
        BatchVerdict verdict =
                Wire.verdict("b1", "1000\u001f7\u001eo1\u001fADMITTED\u001f\u001eo2\u001fREPLAYED\u001fo0");
        assertThat(verdict.decidedAt()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(verdict.available()).isEqualTo(7);
        assertThat(verdict.verdicts())
                .containsExactly(
                        new AttemptVerdict("o1", Outcome.ADMITTED, null),
                        new AttemptVerdict("o2", Outcome.REPLAYED, "o0"));
    }

    @Test
    void anAdmittedAnswerLeadsARetryToItsOrder() {
        String stored = Wire.answer(new Attempt("o1", "ann", "k1", "h1", 1));
        assertThat(Wire.answered(stored, "h1")).isEqualTo(new AttemptVerdict("o1", Outcome.REPLAYED, "o1"));
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        String stored = Wire.answer(new Attempt("o1", "ann", "k1", "h1", 1));
        assertThat(Wire.answered(stored, "h2").outcome()).isEqualTo(Outcome.KEY_REUSED);
    }

    @Test
    void aStoredRefusalIsGivenAgain() {
        assertThat(Wire.answered("h1|o1|SOLD_OUT", "h1")).isEqualTo(new AttemptVerdict("o1", Outcome.SOLD_OUT, null));
    }

    @Test
    void readsAJournalEntry() {
        JournalEntry entry = Wire.journalEntry(
                new ItemRef(1, 2),
                "5-0",
                Map.of(
                        "batch", "b1",
                        "epoch", "3",
                        "decidedAt", "2000",
                        "attempts", "o1\u001fann\u001fk1\u001fh1\u001f2\u001eo2\u001fbob\u001fk2\u001fh2\u001f1"));
        assertThat(entry.epoch()).isEqualTo(3);
        assertThat(entry.content())
                .isEqualTo(new JournalEntry.Admission(
                        List.of(new Attempt("o1", "ann", "k1", "h1", 2), new Attempt("o2", "bob", "k2", "h2", 1))));
    }

    @Test
    void readsAWithdrawal() {
        JournalEntry entry = Wire.journalEntry(
                new ItemRef(1, 2), "5-0", Map.of("epoch", "3", "decidedAt", "2000", "withdrawal", "17", "units", "4"));
        assertThat(entry.source()).isEqualTo("stock-change-17");
        assertThat(entry.content()).isEqualTo(new JournalEntry.Withdrawal(17, 4));
    }

    @Test
    void refusesAnEntryThatIsIncomplete() {
        assertThatThrownBy(() -> Wire.journalEntry(new ItemRef(1, 2), "5-0", Map.of("batch", "b1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
