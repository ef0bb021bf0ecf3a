package io.exposures.joiner;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the process's id out of the tags of Kafka's meters. Kafka Streams draws a new id at each start and puts it into
 * client and thread names; as tags they would make all series new ones after each restart.
 */
final class StableClientIds implements MeterFilter {

    private static final Pattern UP_TO_PROCESS_ID =
            Pattern.compile("^.*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-?");

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith("kafka.") ? id.replaceTags(stable(id.getTags())) : id;
    }

    private static Tags stable(List<Tag> tags) {
        return Tags.of(tags.stream().map(StableClientIds::stable).toList());
    }

    private static Tag stable(Tag tag) {
        return Tag.of(tag.getKey(), UP_TO_PROCESS_ID.matcher(tag.getValue()).replaceFirst(""));
    }
}
