package io.flashsale.loadtest.benchmark;

import io.flashsale.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String BASE = "io.flashsale.loadtest.benchmark";

    @Test
    void namesSayWhatAClassIs() {
        ArchitectureRules.checkFlatService(BASE);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        ArchitectureRules.packagesHaveNoCycles(BASE).check(ArchitectureRules.production(BASE));
    }
}
