package io.exposures.producer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposures.assignment.LogRecord;
import io.exposures.records.Exposure;
import io.exposures.records.Json;
import io.exposures.records.Outcome;
import io.exposures.records.Source;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The plain way from what is logged to generated records, by their builders: the oracle of the encoder. */
final class GeneratedRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GeneratedRecords() {}

    static SpecificRecord of(LogRecord logged, String id, Source source) {
        return logged.isExposure() ? exposure(logged, id, source) : outcome(logged, id, source);
    }

    private static Exposure exposure(LogRecord logged, String id, Source source) {
        return Exposure.newBuilder()
                .setExposureId(id)
                .setUserid((String) logged.inputs().get("userid"))
                .setUnit((String) logged.inputs().get("userid"))
                .setName(logged.name())
                .setSalt(logged.salt())
                .setChecksum(logged.checksum())
                .setNamespace(logged.namespace())
                .setInputs(map(logged.inputs()))
                .setParams(map(logged.params()))
                .setDeclared(logged.declared())
                .setTime(logged.time())
                .setExtraData(map(logged.extraData()))
                .setSource(source)
                .build();
    }

    private static Outcome outcome(LogRecord logged, String id, Source source) {
        return Outcome.newBuilder()
                .setEventId(id)
                .setUserid((String) logged.inputs().get("userid"))
                .setTime(logged.time())
                .setEvent(logged.event())
                .setExtraData(map(logged.extraData()))
                .setName(logged.name())
                .setSalt(logged.salt())
                .setChecksum(logged.checksum())
                .setInputs(map(logged.inputs()))
                .setParams(map(logged.params()))
                .setSource(source)
                .build();
    }

    private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> logged) {
        Map<String, @Nullable Object> map = new HashMap<>();
        logged.forEach((name, value) -> map.put(name, value(value)));
        return map;
    }

    private static @Nullable Object value(@Nullable Object logged) {
        if (logged instanceof Integer number) {
            return number.longValue();
        }
        if (logged instanceof BigInteger number && number.bitLength() < 64) {
            return number.longValueExact();
        }
        if (logged instanceof BigInteger || logged instanceof List || logged instanceof Map) {
            return new Json(json(logged));
        }
        return logged;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
