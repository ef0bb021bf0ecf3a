package io.exposures.assignment.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exposures.assignment.RecordedExposures;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ExperimentCatalogTest {
    private final RecordedExposures logger = new RecordedExposures();

    private static final String DOCUMENT = """
            {
              "experiments": {
                "checkout": {
                  "script": "color = uniformChoice(choices=['red', 'blue'], unit=[userid, page]); bucket = 3;",
                  "salt": "checkout.2",
                  "parameters": ["color"],
                  "unit": ["userid", "page"]
                },
                "banner": {"json": {"op": "set", "var": "text", "value": "Hello"}}
              },
              "namespaces": {
                "shop": {
                  "unit": "userid",
                  "segments": 20,
                  "default": {"price": 1},
                  "definitions": {
                    "cheap": {"script": "price = 1;"},
                    "dear": {"script": "price = 9;", "parameters": ["price"]}
                  },
                  "history": [
                    {"add": "first", "definition": "cheap", "segments": 5},
                    {"remove": "first"},
                    {"place": "imported", "definition": "dear", "segments": [4, 17]},
                    {"add": "second", "definition": "dear", "segments": 18}
                  ]
                }
              }
            }
            """;

    @Test
    void experimentsAndNamespacesComeOutAsTheDocumentSays() {
        ExperimentCatalog catalog = ExperimentCatalog.parse(DOCUMENT);

        catalog.experiment("checkout")
                .assign(Map.of("userid", "ann", "page", 7), logger)
                .get("color");
        assertThat(logger.exposures()).singleElement().satisfies(exposure -> {
            assertThat(exposure.salt()).isEqualTo("checkout.2");
            assertThat(exposure.declared()).containsExactly("color");
            assertThat(exposure.unitInputs()).containsExactly("userid", "page");
        });
        assertThat(catalog.experiment("banner").assign(Map.of(), logger).get("text"))
                .isEqualTo("Hello");
        assertThat(catalog.namespace("shop").segmentMap())
                .containsOnlyKeys("imported", "second")
                .containsEntry("imported", List.of(4, 17));
        assertThat(catalog.namespace("shop").assign(Map.of("userid", 1), logger).getLong("price", 0))
                .isEqualTo(9);
        assertThat(catalog.experiments().keySet()).containsExactly("checkout", "banner");
    }

    @Test
    void whatIsNotThereIsNamed() {
        ExperimentCatalog catalog = ExperimentCatalog.parse("{}");

        assertThatThrownBy(() -> catalog.experiment("checkout"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("checkout");
        assertThatThrownBy(() -> catalog.namespace("shop")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void allProblemsAreNamedWithTheirPaths() {
        CatalogException e = catchThrowableOfType(CatalogException.class, () -> ExperimentCatalog.parse("""
                {
                  "experiment": {},
                  "experiments": {
                    "a": {"script": "x = ;", "parameters": ["x"]},
                    "b": {"script": "x = 1;", "json": 1},
                    "c": {"script": "x = 1;", "parameters": ["y", 5]},
                    "d": 7
                  },
                  "namespaces": {
                    "no segments": {"unit": "userid"},
                    "shop": {
                      "unit": ["userid"],
                      "segments": 10,
                      "definitions": {"cheap": {"script": "price = 1;", "salt": "s"}},
                      "history": [
                        {"add": "first", "definition": "cheap", "segments": 11},
                        {"add": "second", "definition": "missing", "segments": 1},
                        {"remove": "first"},
                        {"place": "third", "definition": "cheap", "segments": [3, 3]},
                        {"place": "fourth", "definition": "cheap", "segments": "all"},
                        {"remove": "first", "add": "second"}
                      ]
                    },
                    "huge": {"unit": "userid", "segments": 100000000}
                  }
                }
                """));

        assertThat(e.problems())
                .containsExactly(
                        "experiment: unknown key, expected one of experiments, namespaces",
                        "experiments.a.script: line 1, column 5: found \";\", expected an expression",
                        "experiments.b: expected either the key script or the key json",
                        "experiments.c.parameters[1]: found 5, expected a string",
                        "experiments.c.parameters: the script never sets y",
                        "experiments.d: found 7, expected an object",
                        "experiments.d: expected either the key script or the key json",
                        "namespaces.no segments: the key segments is missing",
                        "namespaces.shop.definitions.cheap.salt: unknown key, expected one of script, json, parameters",
                        "namespaces.shop.history[0]: namespace shop, experiment first: 11 segments are asked for;"
                                + " expected 0 to those available, 10",
                        "namespaces.shop.history[1].definition: there is no valid definition missing in this namespace",
                        "namespaces.shop.history[2]: namespace shop has no experiment first to remove",
                        "namespaces.shop.history[3]: namespace shop, experiment third: segment 3 is not available",
                        "namespaces.shop.history[4].segments: found \"all\", expected a list",
                        "namespaces.shop.history[5]: expected one of the keys add, place, remove",
                        "namespaces.huge: namespace huge has 100000000 segments; expected 1 to 10000000");
        assertThat(e).hasMessageContaining(e.problems().get(3));
    }

    @Test
    void aTextThatIsNotJsonIsOneProblem() {
        CatalogException e =
                catchThrowableOfType(CatalogException.class, () -> ExperimentCatalog.parse("{\n\"experiments\": }"));

        assertThat(e.problems()).singleElement().asString().startsWith("document: line 2, column ");
    }
}
