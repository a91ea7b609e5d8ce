package io.flashsale.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.flashsale.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String BASE = "io.flashsale.gateway";

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.checkService(BASE);
    }

    @Test
    void theChainKnowsNoneOfItsChecks() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".chain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        BASE + ".problem..",
                        BASE + ".entry..",
                        BASE + ".identity..",
                        BASE + ".sale..",
                        BASE + ".capacity..",
                        BASE + ".routing..",
                        BASE + ".live..",
                        BASE + ".pages..")
                .check(ArchitectureRules.production(BASE));
    }

    @Test
    void sentinelIsKnownInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".capacity..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.alibaba..")
                .check(ArchitectureRules.production(BASE));
    }
}
