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
                        BASE + ".limits..",
                        BASE + ".purchase..",
                        BASE + ".risk..",
                        BASE + ".signature..",
                        BASE + ".store..",
                        BASE + ".routing..",
                        BASE + ".funnel..",
                        BASE + ".live..",
                        BASE + ".pages..")
                .check(ArchitectureRules.production(BASE));
    }

    @Test
    void sentinelIsKnownToItsLimitsAndItsFilterOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".capacity..", BASE + ".limits..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.alibaba..")
                .check(ArchitectureRules.production(BASE));
    }
}
