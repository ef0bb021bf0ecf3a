package io.exposures.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Compares with what the PlanOut reference computed. Each file is run whole; a folder of other vectors can be given with
 * {@code -Dplanout.vectors=FOLDER}.
 */
class ReferenceVectorsTest {
    private final Verdict verdict = new Verdict();

    /** Something that runs a file's cases. */
    private interface Cases {
        void run(VectorFile file);
    }

    @Test
    void operatorsGiveTheReferencesResults() throws IOException {
        check("operators.json", new OperatorVectors(verdict)::run);
    }

    @Test
    void scriptsCompileAndRunAsTheReferences() throws IOException {
        check("scripts.json", new ScriptVectors(verdict)::run);
    }

    @Test
    void namespacesPutUnitsWhereTheReferenceDoes() throws IOException {
        check("namespaces.json", new NamespaceVectors(verdict)::run);
    }

    @Test
    void experimentsAnswerAndLogAsTheReferences() throws IOException {
        check("logs.json", new LogVectors(verdict)::run);
    }

    @SuppressWarnings("SystemOut") // the count belongs to the report
    private void check(String name, Cases cases) throws IOException {
        cases.run(VectorFile.read(name));
        System.out.println("ReferenceVectorsTest: " + name + ": " + verdict.cases() + " cases, "
                + verdict.differences().size() + " differ");
        assertThat(verdict.cases()).isPositive();
        assertThat(verdict.differences()).isEmpty();
    }
}
