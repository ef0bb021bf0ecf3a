package io.exposures.assignment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.exposures");

    @Test
    void assignmentKnowsNoKafkaAndNoAvro() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "org.apache.avro..", "io.exposures.records..", "io.exposures.schemas..")
                .check(ours);
    }

    @Test
    void assignmentDependsOnNothingButTheJdkAJsonParserAndALoggingFacade() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.exposures.assignment..",
                        "com.fasterxml.jackson.core..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(ours);
    }

    @Test
    void valuesAndHashingKnowNothingOfScripts() {
        noClasses()
                .that()
                .resideInAnyPackage("..assignment.values..", "..assignment.hashing..", "..assignment.operators..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..assignment.script..", "..assignment.language..", "..assignment.catalog..")
                .check(ours);
    }
}
