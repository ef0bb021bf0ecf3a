package io.exposures.schemas.serde;

import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A registry behind Confluent's REST API.
 *
 * <p>It does not take the registry's word for an id: the schema behind it is read back before the first record is
 * written with it. Records under a wrong id could never be read again.
 */
final class HttpSchemaRegistry implements SchemaRegistry {

    private final RegistryApi api;
    private final Duration maxBlock;
    private final Ticker ticker;

    HttpSchemaRegistry(RegistryApi api, Duration maxBlock, Ticker ticker) {
        this.api = api;
        this.maxBlock = maxBlock;
        this.ticker = ticker;
    }

    @Override
    public int register(String subject, Schema schema) {
        Deadline deadline = deadline();
        int id = api.register(subject, schema, deadline);
        verify(id, subject, schema, deadline);
        return id;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        Deadline deadline = deadline();
        int id = api.idOf(subject, schema, deadline);
        verify(id, subject, schema, deadline);
        return id;
    }

    @Override
    public RegisteredSchema latest(String subject) {
        Deadline deadline = deadline();
        RegisteredSchema latest = api.latest(subject, deadline);
        verify(latest.id(), subject, latest.schema(), deadline);
        return latest;
    }

    @Override
    public Schema byId(int id) {
        try {
            return api.byId(id, deadline());
        } catch (RegistryRefusedException e) {
            if (e.isNoSuchSchema()) {
                throw e;
            }
            // Refused credentials, say: that is no fault of the record, which must not be given up for it.
            throw new RegistryUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private Deadline deadline() {
        return Deadline.in(maxBlock, ticker);
    }

    private void verify(int id, String subject, Schema schema, Deadline deadline) {
        String claim = "the schema registry gave id " + id + " to schema " + schema.getFullName() + " of subject "
                + subject + ", but ";
        try {
            if (!sameEncoding(schema, api.byId(id, deadline))) {
                throw new RegistryUnavailableException(claim + "has another schema under that id");
            }
        } catch (RegistryRefusedException e) {
            // Credentials may be good for writing only.
            if (!e.isAboutCredentials()) {
                throw new RegistryUnavailableException(claim + "does not know that id: " + e.getMessage(), e);
            }
        }
    }

    private static boolean sameEncoding(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
    }
}
