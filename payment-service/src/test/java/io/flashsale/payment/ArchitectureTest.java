package io.flashsale.payment;

import io.flashsale.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheArchitectureOfAService() {
        ArchitectureRules.checkService("io.flashsale.payment");
    }
}
