package io.exposures.joiner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what in the joiner. */
class JoinerRulesTest {

    private static final String JOINER = "io.exposures.joiner";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(JOINER);

    @Test
    void decisionsAndStatisticsArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(JOINER + ".join..", JOINER + ".stats..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.exposures.records..", "io.javalin..")
                .allowEmptyShould(false)
                .check(CLASSES);
    }

    @Test
    void httpKnowsQueriesOnly() {
        noClasses()
                .that()
                .resideInAPackage(JOINER + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JOINER + ".topology..", JOINER, "org.apache.kafka..", "io.exposures.records..")
                .check(CLASSES);
    }

    @Test
    void queriesDoNotKnowWhoAsks() {
        noClasses()
                .that()
                .resideInAPackage(JOINER + ".query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JOINER + ".http..", JOINER + ".topology..", JOINER)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(JOINER + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyHttpKnowsTheServer() {
        classes()
                .that()
                .resideOutsideOfPackage(JOINER + ".http..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("io.javalin..", "org.eclipse.jetty..")
                .check(CLASSES);
    }
}
