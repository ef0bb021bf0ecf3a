package io.exposures.joiner.http;

import io.exposures.joiner.query.RejectedSample;
import io.exposures.joiner.query.RejectedSamples;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the newest records that were not accepted. */
final class RejectedResource {

    private final RejectedSamples samples;

    RejectedResource(RejectedSamples samples) {
        this.samples = samples;
    }

    record Answer(List<Sample> rejected) {}

    record Sample(
            String topic,
            int partition,
            long offset,
            String appendTime,
            String recordClass,
            String reason,
            String detail,
            @Nullable String key,
            int valueBytes) {

        static Sample of(RejectedSample sample) {
            return new Sample(
                    sample.topic(),
                    sample.partition(),
                    sample.offset(),
                    sample.appendTime().toString(),
                    sample.recordClass(),
                    sample.reason(),
                    sample.detail(),
                    sample.key(),
                    sample.valueBytes());
        }
    }

    void rejected(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "reason", "userid");
        List<RejectedSample> found = samples.find(parameters.text("reason"), parameters.text("userid"));
        Json.answer(ctx, new Answer(found.stream().map(Sample::of).toList()));
    }
}
