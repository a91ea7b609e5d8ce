package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;

/** A sale that went well, in which a test changes one fact; the invariant about it then has to be broken. */
abstract class PlantedViolation {

    private static final SaleStores STORES = SaleStores.open();

    final SmallSale sale = new SmallSale(STORES);
    final Auditor auditor = new Auditor(Clock.systemUTC(), Duration.ofSeconds(2));

    @BeforeEach
    void write() throws IOException, SQLException {
        sale.write();
    }

    @FormatMethod
    final void sql(String database, @FormatString String statement, Object... arguments) throws SQLException {
        STORES.sql(database, statement, arguments);
    }

    final AuditReport audit() {
        Rest rest = new Rest(Duration.ofSeconds(1), Duration.ofSeconds(60), List.of());
        return auditor.audit(sale.stores(), Optional.of(sale.history()), Optional.of(rest));
    }

    /** The invariant is broken, with that offender; beside it only those that the same fact must break, too. */
    final void found(Invariant invariant, String offender, Invariant... too) {
        AuditReport report = audit();
        Set<Invariant> expected = EnumSet.of(invariant, too);

        assertThat(report.of(invariant).offenders())
                .as(report.text())
                .anySatisfy(named -> assertThat(named).contains(offender));
        assertThat(report.broken().stream().map(Finding::invariant).collect(Collectors.toSet()))
                .as(report.text())
                .isEqualTo(expected);
        assertThat(report.holds()).isFalse();
        assertThat(report.text()).contains("✘ " + invariant);
        assertThat(report.json()).contains("\"invariant\" : \"" + invariant + "\"");
    }
}
