package io.exposures.producer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What a client tells the log about its settings: all of them, secrets excepted. */
final class EffectiveConfig {

    private static final String HIDDEN = "[hidden]";
    private static final Map<String, ConfigDef.ConfigKey> KAFKA =
            ProducerConfig.configDef().configKeys();

    /** Settings that Kafka does not know and that hold no secret once credentials are cut out of addresses. */
    private static final Set<String> HARMLESS = Set.of(
            "schema.registry.url",
            "schema.registry.max.block.ms",
            "auto.register.schemas",
            "use.latest.version",
            "http.connect.timeout.ms",
            "http.read.timeout.ms",
            "max.retries");

    private EffectiveConfig() {}

    static String describe(io.exposures.producer.ProducerConfig config) {
        Map<String, Object> shown = new TreeMap<>();
        config.kafka().forEach((name, value) -> shown.put(name, shown(name, value)));
        return "topics " + config.topicOf(RecordKind.EXPOSURE) + " and " + config.topicOf(RecordKind.OUTCOME)
                + "; userid input " + config.useridInput()
                + "; host " + config.host()
                + "; largest record " + config.maxRecordBytes() + " bytes"
                + "; " + config.buffer()
                + "; " + config.disk()
                + "; " + config.dedup()
                + "; loss reports every " + config.lossReportInterval()
                + "; Kafka and serializer: "
                + shown.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static Object shown(String name, Object value) {
        ConfigDef.ConfigKey known = KAFKA.get(name);
        boolean open = known == null ? HARMLESS.contains(name) : known.type != ConfigDef.Type.PASSWORD;
        boolean suspect = name.toLowerCase(Locale.ROOT).matches(".*(password|secret|jaas|credential|token).*");
        return open && !suspect ? withoutUserInfo(String.valueOf(value)) : HIDDEN;
    }

    /** Up to the last at sign: a password may have anything in it, and to hide too much does no harm. */
    private static String withoutUserInfo(String value) {
        return value.replaceAll("//.*@", "//" + HIDDEN + "@");
    }
}
