package io.flashsale.reward;

import io.flashsale.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheArchitectureOfAFlatService() {
        ArchitectureRules.checkFlatService("io.flashsale.reward");
    }
}
