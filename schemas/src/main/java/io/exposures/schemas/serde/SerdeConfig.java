package io.exposures.schemas.serde;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the serializer and the deserializer. Their names are those of Confluent's serializers where these
 * have the setting; other settings in the same map are ignored.
 */
public final class SerdeConfig {

    /** Addresses of the registry, separated by commas, tried in turn; or {@code mock://name}, a registry in memory. */
    public static final String URL = "schema.registry.url";

    /** {@code USER_INFO}: credentials are in {@link #USER_INFO}; {@code URL}: they are in the addresses. */
    public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";

    /** {@code user:password} for the registry. */
    public static final String USER_INFO = "basic.auth.user.info";

    /** What the names of TLS settings start with, for example {@code schema.registry.ssl.truststore.location}. */
    public static final String TLS_PREFIX = "schema.registry.ssl.";

    /** Whether a writer registers its schemas; if not, they must be registered already. Default true. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    /** Whether a writer writes with the subject's newest schema instead of its own. Default false. */
    public static final String USE_LATEST = "use.latest.version";

    /** Record class that a deserializer of values expects; not set means the class named by the schema. */
    public static final String VALUE_TYPE = "specific.avro.value.type";

    /** Record class that a deserializer of keys expects; not set means the class named by the schema. */
    public static final String KEY_TYPE = "specific.avro.key.type";

    /** Milliseconds to wait for a connection to one address. Default 2,000. */
    public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";

    /** Milliseconds to wait for the whole answer of one address, connecting included. Default 5,000. */
    public static final String READ_TIMEOUT = "http.read.timeout.ms";

    /** How often to try all addresses again when none gave an answer. Default 3. */
    public static final String MAX_RETRIES = "max.retries";

    /** Milliseconds to wait before the first retry; doubled before each further one. Default 100. */
    public static final String RETRY_WAIT = "retries.wait.ms";

    /** Milliseconds to wait before a retry at most. Default 1,000. */
    public static final String RETRY_MAX_WAIT = "retries.max.wait.ms";

    /** Milliseconds that one call may wait for the registry in all, retries included. Default 10,000. */
    public static final String MAX_BLOCK = "schema.registry.max.block.ms";

    /** Seconds for which a writer remembers that the registry refused its schema. Default 30. */
    public static final String MISSING_SCHEMA_TTL = "missing.schema.cache.ttl.sec";

    /** Seconds for which a reader remembers that the registry does not know an id. Default 30. */
    public static final String MISSING_ID_TTL = "missing.id.cache.ttl.sec";

    static final String MOCK_SCHEME = "mock://";

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, ConfigDef.Type.LIST, Importance.HIGH, "Addresses of the schema registry.")
            .define(
                    CREDENTIALS_SOURCE,
                    ConfigDef.Type.STRING,
                    null,
                    ValidString.in("USER_INFO", "URL", null),
                    Importance.MEDIUM,
                    "Where the credentials are.")
            .define(USER_INFO, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "user:password.")
            .define(AUTO_REGISTER, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, "Whether writers register schemas.")
            .define(
                    USE_LATEST,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.MEDIUM,
                    "Whether writers use the newest schema.")
            .define(VALUE_TYPE, ConfigDef.Type.CLASS, null, Importance.MEDIUM, "Record class of values.")
            .define(KEY_TYPE, ConfigDef.Type.CLASS, null, Importance.MEDIUM, "Record class of keys.")
            .define(CONNECT_TIMEOUT, ConfigDef.Type.INT, 2_000, Range.atLeast(1), Importance.LOW, "Milliseconds.")
            .define(READ_TIMEOUT, ConfigDef.Type.INT, 5_000, Range.atLeast(1), Importance.LOW, "Milliseconds.")
            .define(MAX_RETRIES, ConfigDef.Type.INT, 3, Range.atLeast(0), Importance.LOW, "Retries of all addresses.")
            .define(RETRY_WAIT, ConfigDef.Type.INT, 100, Range.atLeast(0), Importance.LOW, "Milliseconds.")
            .define(RETRY_MAX_WAIT, ConfigDef.Type.INT, 1_000, Range.atLeast(0), Importance.LOW, "Milliseconds.")
            .define(MAX_BLOCK, ConfigDef.Type.INT, 10_000, Range.atLeast(1), Importance.LOW, "Milliseconds.")
            .define(MISSING_SCHEMA_TTL, ConfigDef.Type.INT, 30, Range.atLeast(0), Importance.LOW, "Seconds.")
            .define(MISSING_ID_TTL, ConfigDef.Type.INT, 30, Range.atLeast(0), Importance.LOW, "Seconds.");

    private final AbstractConfig values;

    /**
     * Checks settings.
     *
     * @throws ConfigException if one is missing, malformed or contradicts another
     */
    SerdeConfig(Map<String, ?> settings) {
        values = new AbstractConfig(DEFINITION, settings, false);
        if (addresses().isEmpty()) {
            throw new ConfigException(URL + ": expected at least one address");
        }
        if (autoRegister() && useLatest()) {
            throw new ConfigException(USE_LATEST + "=true needs " + AUTO_REGISTER
                    + "=false: a writer either registers its own schema or writes with the newest one");
        }
        if (mockName() == null) {
            urls();
        }
    }

    /** The name of the registry in memory; null when the addresses are real ones. */
    @Nullable
    String mockName() {
        List<String> addresses = addresses();
        if (addresses.size() == 1 && addresses.get(0).startsWith(MOCK_SCHEME)) {
            return addresses.get(0).substring(MOCK_SCHEME.length());
        }
        return null;
    }

    List<RegistryUrl> urls() {
        String userInfo = userInfo();
        return addresses().stream()
                .map(address -> RegistryUrl.parse(address, userInfo))
                .toList();
    }

    RegistryTls tls() {
        return RegistryTls.in(values);
    }

    boolean autoRegister() {
        return values.getBoolean(AUTO_REGISTER);
    }

    boolean useLatest() {
        return values.getBoolean(USE_LATEST);
    }

    @Nullable
    Class<?> expectedType(boolean isKey) {
        String setting = isKey ? KEY_TYPE : VALUE_TYPE;
        Class<?> type = values.getClass(setting);
        if (type != null && !SpecificRecord.class.isAssignableFrom(type)) {
            throw new ConfigException(setting + ": expected a generated record class, got " + type.getName());
        }
        return type;
    }

    Duration connectTimeout() {
        return millis(CONNECT_TIMEOUT);
    }

    Duration readTimeout() {
        return millis(READ_TIMEOUT);
    }

    int maxRetries() {
        return values.getInt(MAX_RETRIES);
    }

    Duration retryWait() {
        return millis(RETRY_WAIT);
    }

    Duration retryMaxWait() {
        return millis(RETRY_MAX_WAIT);
    }

    Duration maxBlock() {
        return millis(MAX_BLOCK);
    }

    Duration missingSchemaLifetime() {
        return Duration.ofSeconds(values.getInt(MISSING_SCHEMA_TTL));
    }

    Duration missingIdLifetime() {
        return Duration.ofSeconds(values.getInt(MISSING_ID_TTL));
    }

    private List<String> addresses() {
        return values.getList(URL);
    }

    /** The credentials set apart from the addresses; null when there are none or the addresses' own are to be used. */
    private @Nullable String userInfo() {
        String source = values.getString(CREDENTIALS_SOURCE);
        Password userInfo = values.getPassword(USER_INFO);
        if ("URL".equals(source)) {
            return null;
        }
        if (userInfo == null) {
            if (source != null) {
                throw new ConfigException(CREDENTIALS_SOURCE + "=USER_INFO needs " + USER_INFO + "=user:password");
            }
            return null;
        }
        return userInfo.value();
    }

    private Duration millis(String setting) {
        return Duration.ofMillis(values.getInt(setting));
    }
}
