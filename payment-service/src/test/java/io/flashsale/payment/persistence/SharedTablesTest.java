package io.flashsale.payment.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of reconciliations were made here before other services reconciled, too. Databases that have them keep them;
 * they have to be what the shared code expects.
 */
class SharedTablesTest {

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE reconciliation_\\w+ \\(.*?;", Pattern.DOTALL);

    @Test
    void reconciliationsHaveTheTablesTheyHaveElsewhere() throws IOException {
        assertThat(tables("/db/migration/V3__reconcile_with_statements.sql"))
                .isEqualTo(tables("/db/reconciliation/V0_6__create_reconciliations.sql"))
                .contains("reconciliation_difference");
    }

    private static String tables(String migration) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(SharedTablesTest.class.getResourceAsStream(migration), migration)) {
            return TABLE.matcher(new String(file.readAllBytes(), UTF_8))
                    .results()
                    .map(match -> match.group())
                    .collect(Collectors.joining("\n"));
        }
    }
}
