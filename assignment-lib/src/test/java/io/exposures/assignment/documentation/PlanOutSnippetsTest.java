package io.exposures.assignment.documentation;

import static io.exposures.assignment.RandomOperator.uniformChoice;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.Assignment;
import io.exposures.assignment.Experiment;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.Inputs;
import io.exposures.assignment.InterpretedExperiment;
import io.exposures.assignment.Namespace;
import io.exposures.assignment.NamespaceBuilder;
import io.exposures.assignment.Parameters;
import io.exposures.assignment.RecordedExposures;
import io.exposures.assignment.catalog.ExperimentCatalog;
import io.exposures.assignment.language.PlanOut;
import io.exposures.assignment.operators.Operators;
import io.exposures.assignment.script.Script;
import io.exposures.assignment.script.ScriptLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Java that {@code docs/PLANOUT.md} shows; {@link PlanOutDocumentTest} looks that it is the same. */
class PlanOutSnippetsTest {

    private static final Script SCRIPT = Script.fromSource(
            "button_color = uniformChoice(choices=[\"#3c539a\", \"#5f9647\","
                    + " \"#b33316\"], unit=userid); price = 100 - randomInteger(min=0, max=20, unit=userid, salt=\"discount\");");

    private final RecordedExposures logger = new RecordedExposures();

    @Test
    void aScriptIsAnExperiment() {
        String source = "button_color = \"#000000\"; price = 90;";

        InterpretedExperiment.Definition checkout = InterpretedExperiment.define("checkout", Script.fromSource(source));

        Parameters params = checkout.assign(Map.of("userid", 42), logger);
        String color = params.getString("button_color", "#3c539a");
        long price = params.getLong("price", 100);

        assertThat(color).isEqualTo("#000000");
        assertThat(price).isEqualTo(90);
        assertThat(logger.exposures()).hasSize(1);
    }

    static final class Checkout extends Experiment {
        Checkout(Map<String, ?> inputs, ExposureLogger logger) {
            super(inputs, logger);
        }

        @Override
        protected void setup() {
            setName("checkout");
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            params.set("button_color", uniformChoice(List.of("#3c539a", "#5f9647", "#b33316"), inputs.get("userid")));
            return true;
        }
    }

    @Test
    void aClassAssignsWhatTheScriptDoes() {
        InterpretedExperiment.Definition script = InterpretedExperiment.define("checkout", SCRIPT);
        for (int userid = 0; userid < 1000; userid++) {
            assertThat(new Checkout(Map.of("userid", userid), logger).get("button_color"))
                    .isEqualTo(script.assign(Map.of("userid", userid), logger).get("button_color"));
        }
    }

    @Test
    void aNamespaceKeepsExperimentsApart() {
        InterpretedExperiment.Definition checkout = InterpretedExperiment.define("checkout", SCRIPT);

        Namespace shop = Namespace.named("shop", "userid", 1000)
                .add("first", checkout, 100)
                .add("second", checkout, 300)
                .remove("first")
                .withDefaults(Map.of("price", 100))
                .build();

        long price = shop.assign(Map.of("userid", 42), logger).getLong("price", 100);

        assertThat(price).isBetween(80L, 100L);
        assertThat(shop.segmentMap().get("second")).hasSize(300);
    }

    @Test
    void aDocumentDefinesNamespaces() {
        String document = "{\"namespaces\": {\"shop\": {\"unit\": \"userid\", \"segments\": 10,"
                + " \"default\": {\"price\": 95}}}}";

        ExperimentCatalog catalog = ExperimentCatalog.parse(document);
        long price =
                catalog.namespace("shop").assign(Map.of("userid", 42), logger).getLong("price", 100);

        assertThat(price).isEqualTo(95);
    }

    @Test
    void anOperatorOfOnesOwnCanBeUsed() {
        Operators operators = Operators.standard().with("percentOf", arguments -> arguments.number("share") * 100);
        Script script = Script.of(PlanOut.compile("x = percentOf(share=0.25);"), operators, ScriptLimits.DEFAULT);

        assertThat(script.evaluate("salt", Map.of(), Map.of()).params()).isEqualTo(Map.of("x", 25.0));
    }

    @Test
    void aStoredSegmentMapIsImported() {
        InterpretedExperiment.Definition checkout = InterpretedExperiment.define("checkout", SCRIPT);

        Map<String, List<Integer>> stored = Map.of("first", List.of(0, 4, 10), "second", List.of(1, 2, 7));

        NamespaceBuilder builder = Namespace.named("shop", "userid", 20);
        stored.forEach((experiment, segments) -> builder.place(experiment, checkout, segments));
        Namespace shop = builder.build();

        assertThat(shop.segmentMap()).isEqualTo(stored);
    }

    @Test
    void allParametersAreReadWithoutAnExposure() {
        InterpretedExperiment.Definition checkout = InterpretedExperiment.define("checkout", SCRIPT);

        Map<String, Object> mine = checkout.assign(Map.of("userid", 42), logger).peekParams();

        assertThat(mine).containsOnlyKeys("button_color", "price");
        assertThat(logger.records()).isEmpty();
    }
}
