package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.records.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerdeConfigTest {

    private static final String PASSWORD = "pa55word";

    private static SerdeConfig config(Object... namesAndValues) {
        Map<String, Object> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SerdeConfig(settings);
    }

    @Test
    void severalAddressesAreSeparatedByCommas() {
        SerdeConfig config = config(SerdeConfig.URL, "http://a:8081/, https://b/registry/v7/");

        assertThat(config.urls())
                .extracting(RegistryUrl::base)
                .containsExactly("http://a:8081", "https://b/registry/v7");
        assertThat(config.mockName()).isNull();
    }

    @Test
    void aMockAddressNamesARegistryInMemory() {
        assertThat(config(SerdeConfig.URL, "mock://shop").mockName()).isEqualTo("shop");
    }

    @Test
    void aMissingAddressIsNamed() {
        assertThatThrownBy(() -> config()).isInstanceOf(ConfigException.class).hasMessageContaining(SerdeConfig.URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "registry:8081", "ftp://a", "http://", "http://a b", "mock://a,http://b", "http://a,mock://b"
            })
    void somethingElseThanAnAddressIsRefused(String url) {
        assertThatThrownBy(() -> config(SerdeConfig.URL, url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(SerdeConfig.URL);
    }

    @Test
    void theMessageAboutAnAddressDoesNotShowItsPassword() {
        assertThatThrownBy(() -> config(SerdeConfig.URL, "http://ann:" + PASSWORD + "@a b"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void credentialsDoNotShowInTheTextOfAnAddress() {
        RegistryUrl url = config(SerdeConfig.URL, "http://ann:" + PASSWORD + "@a:1")
                .urls()
                .get(0);

        assertThat(url).hasToString("http://a:1");
        assertThat(url.authorization()).isEqualTo("Basic YW5uOnBhNTV3b3Jk");
    }

    @Test
    void credentialsSetApartGoBeforeThoseInTheAddress() {
        SerdeConfig config =
                config(SerdeConfig.URL, "http://bob:b@a:1", SerdeConfig.USER_INFO, new Password("ann:" + PASSWORD));

        assertThat(config.urls().get(0).authorization()).isEqualTo("Basic YW5uOnBhNTV3b3Jk");
    }

    @Test
    void theSourceSaysWhichCredentialsToUse() {
        SerdeConfig config = config(
                SerdeConfig.URL, "http://ann:" + PASSWORD + "@a:1",
                SerdeConfig.USER_INFO, "bob:b",
                SerdeConfig.CREDENTIALS_SOURCE, "URL");

        assertThat(config.urls().get(0).authorization()).isEqualTo("Basic YW5uOnBhNTV3b3Jk");
    }

    @Test
    void aSourceWithoutCredentialsIsRefused() {
        assertThatThrownBy(() -> config(SerdeConfig.URL, "http://a", SerdeConfig.CREDENTIALS_SOURCE, "USER_INFO"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(SerdeConfig.USER_INFO);
    }

    @Test
    void aSourceThatWeDoNotHaveIsRefused() {
        assertThatThrownBy(() -> config(SerdeConfig.URL, "http://a", SerdeConfig.CREDENTIALS_SOURCE, "SASL_INHERIT"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SASL_INHERIT");
    }

    @Test
    void registeringAndWritingWithTheNewestContradictEachOther() {
        assertThatThrownBy(() -> config(SerdeConfig.URL, "http://a", SerdeConfig.USE_LATEST, "true"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("auto.register.schemas=false");
    }

    @Test
    void theExpectedTypeMustBeARecordClass() {
        SerdeConfig good = config(SerdeConfig.URL, "http://a", SerdeConfig.VALUE_TYPE, Outcome.class.getName());
        SerdeConfig bad = config(SerdeConfig.URL, "http://a", SerdeConfig.KEY_TYPE, String.class);

        assertThat(good.expectedType(false)).isEqualTo(Outcome.class);
        assertThat(good.expectedType(true)).isNull();
        assertThatThrownBy(() -> bad.expectedType(true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("java.lang.String");
    }
}
