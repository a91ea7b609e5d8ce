package io.flashsale.loadtest.benchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.flashsale.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final String BASE = "io.flashsale.loadtest.benchmark";
    private static final JavaClasses CLASSES = ArchitectureRules.production(BASE);

    @Test
    void namesSayWhatAClassIs() {
        ArchitectureRules.checkFlatService(BASE);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        ArchitectureRules.packagesHaveNoCycles(BASE).check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admission", "gateway", "checkout", "scale"})
    void onlyTheEntryPointKnowsABenchmark(String benchmark) {
        String folder = BASE + "." + benchmark;
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE, folder)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(folder)
                .check(CLASSES);
    }

    @Test
    void nothingKnowsTheEntryPoint() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE)
                .check(CLASSES);
    }
}
