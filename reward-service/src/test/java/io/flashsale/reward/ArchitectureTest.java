package io.flashsale.reward;

import io.flashsale.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheArchitectureOfAServiceByTopic() {
        ArchitectureRules.checkFlatService("io.flashsale.reward");
        ArchitectureRules.packagesHaveNoCycles("io.flashsale.reward")
                .check(ArchitectureRules.production("io.flashsale.reward"));
    }
}
