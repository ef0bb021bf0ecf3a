package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposures.records.Outcome;
import io.exposures.testing.ApicurioProcess;
import io.exposures.testing.ExampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real registry in a process of its own. */
class ApicurioIT extends RegistryContract {

    private static ApicurioProcess apicurio;

    @BeforeAll
    static void startRegistry() {
        apicurio = ApicurioProcess.start(Path.of(System.getProperty("apicurio.archive", "")));
    }

    @AfterAll
    static void stopRegistry() {
        apicurio.close();
    }

    @Override
    String url() {
        return apicurio.url();
    }

    /** The schema files as they are, each under a subject of its own: as a deployment by other tools would have them. */
    @Test
    void aSchemaThatRefersToOthersIsRead() throws IOException {
        String topic = newTopic();
        ObjectNode request = NpmClient.request("writeWithReferences", url()).put("topic", topic);
        ArrayNode schemas = request.putArray("schemas");
        ArrayNode references = NpmClient.JSON.createArrayNode();
        for (String part : new String[] {"Json", "Source"}) {
            schemas.addObject().put("subject", topic + part).put("schema", file(part));
            references
                    .addObject()
                    .put("name", "io.exposures.records." + part)
                    .put("subject", topic + part)
                    .put("version", 1);
        }
        schemas.addObject()
                .put("subject", topic + "-value")
                .put("schema", file("Outcome"))
                .set("references", references);
        request.putObject("value")
                .put("event_id", "order-4711")
                .put("userid", "ann")
                .put("time", ExampleEvents.NOON.toEpochMilli() * 1000)
                .put("event", "purchase")
                .putObject("extra_data")
                .putObject("sizes")
                .putObject("io.exposures.records.Json")
                .put("json", "[10,12]");

        byte[] bytes = NpmClient.bytes(npm().call(request));

        assertThat(Serdes.deserializer(Outcome.class, settings()).deserialize(topic, bytes))
                .isNotNull()
                .satisfies(read -> {
                    assertThat(read.getEventId()).isEqualTo("order-4711");
                    assertThat(read.getTime()).isEqualTo(ExampleEvents.NOON);
                    assertThat(read.getExtraData()).containsKey("sizes");
                });
    }

    private static String file(String record) throws IOException {
        return Files.readString(Path.of("src", "main", "avro", record + ".avsc"));
    }
}
