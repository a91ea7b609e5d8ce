package io.flashsale.loadtest.auditor;

import io.flashsale.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void namesSayWhatAClassIs() {
        ArchitectureRules.checkFlatService("io.flashsale.loadtest");
    }

    @Test
    void theAuditorKnowsNothingOfSalesBeingRun() {
        ArchitectureRules.packagesHaveNoCycles("io.flashsale.loadtest")
                .check(ArchitectureRules.production("io.flashsale.loadtest"));
    }
}
