package io.exposures.benchmarks.producer;

/** Whose throughput is measured. */
enum Variant {
    /** This project's client. */
    OURS {
        @Override
        Sender sender(String bootstrapServers, String prefix, String samplePrefix) {
            return new ClientSender(bootstrapServers, prefix, true);
        }
    },
    /** This project's client, recognising no repeats: what that costs when there are none. */
    OURS_WITHOUT_DEDUP {
        @Override
        Sender sender(String bootstrapServers, String prefix, String samplePrefix) {
            return new ClientSender(bootstrapServers, prefix, false);
        }
    },
    /** A plain producer of the same bytes. */
    PLAIN {
        @Override
        Sender sender(String bootstrapServers, String prefix, String samplePrefix) {
            return new PlainSender(bootstrapServers, prefix, samplePrefix);
        }
    };

    abstract Sender sender(String bootstrapServers, String prefix, String samplePrefix);
}
