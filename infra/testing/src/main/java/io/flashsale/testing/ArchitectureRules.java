package io.flashsale.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The architecture every service keeps. A service's own test calls {@link #checkService(String)}, or
 * {@link #checkFlatService(String)} if it has no sub-packages, with its base package.
 */
public final class ArchitectureRules {

    private static final String INJECTION = "fields are never injected: a constructor shows what a class needs";

    private ArchitectureRules() {}

    /** All rules, for a service with the usual packages. */
    public static void checkService(String basePackage) {
        JavaClasses classes = production(basePackage);
        domainKnowsNoFramework(basePackage).check(classes);
        controllersLiveInWeb().check(classes);
        mappersLiveInPersistence().check(classes);
        packagesHaveNoCycles(basePackage).check(classes);
        checkCommon(classes);
    }

    /** The rules that do not speak of packages. */
    public static void checkFlatService(String basePackage) {
        checkCommon(production(basePackage));
    }

    /** The production classes of a service. */
    public static JavaClasses production(String basePackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
    }

    /** The domain depends on Java, on nullness annotations and on itself. */
    public static ArchRule domainKnowsNoFramework(String basePackage) {
        return classes()
                .that()
                .resideInAPackage(basePackage + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", basePackage + ".domain..")
                .allowEmptyShould(true)
                .because("the rules of the business outlive every framework");
    }

    /** No name says only that the class exists. */
    public static ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .that()
                .haveSimpleNameNotEndingWith("ServiceApplication")
                .should()
                .haveNameMatching(".*(Impl|Service|DTO|Dto|Util|Utils|Manager|Helper)")
                .allowEmptyShould(true)
                .because("such a suffix stands where a word of the business belongs");
    }

    /** Sub-packages of the base package do not depend on each other in circles. */
    public static ArchRule packagesHaveNoCycles(String basePackage) {
        return slices().matching(basePackage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    public static ArchRule fieldsAreNotInjected() {
        return fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .andShould()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .andShould()
                .notBeAnnotatedWith("jakarta.annotation.Resource")
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .allowEmptyShould(true)
                .because(INJECTION);
    }

    public static ArchRule controllersLiveInWeb() {
        return classes()
                .that()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .or()
                .areAnnotatedWith("org.springframework.stereotype.Controller")
                .should()
                .resideInAPackage("..web..")
                .allowEmptyShould(true);
    }

    public static ArchRule mappersLiveInPersistence() {
        return classes()
                .that()
                .areAssignableTo("com.baomidou.mybatisplus.core.mapper.Mapper")
                .or()
                .areAnnotatedWith("org.apache.ibatis.annotations.Mapper")
                .should()
                .resideInAPackage("..persistence..")
                .allowEmptyShould(true);
    }

    private static void checkCommon(JavaClasses classes) {
        namesSayWhatAClassIs().check(classes);
        fieldsAreNotInjected().check(classes);
    }
}
