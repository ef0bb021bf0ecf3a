package io.exposures.joiner;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** Tags of one meter: declared names with values. */
final class MeterTags {

    private MeterTags() {}

    static Tags of(List<String> names, String... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException("expected values of the tags " + names + ", got " + values.length);
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(names.get(i), values[i]));
        }
        return Tags.of(tags);
    }
}
