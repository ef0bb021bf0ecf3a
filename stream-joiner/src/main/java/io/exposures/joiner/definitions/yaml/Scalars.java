package io.exposures.joiner.definitions.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What a single value can be read as. */
final class Scalars {

    private static final Set<Tag> TEXTS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.ENV_TAG, Tag.MERGE);
    private static final Set<Tag> NUMBERS = Set.of(Tag.INT, Tag.FLOAT);
    private static final int LONGEST_NUMBER = 1_000;

    private Scalars() {}

    /** Whether the value may stand for its own spelling. */
    static boolean isText(ScalarNode scalar) {
        return TEXTS.contains(scalar.getTag());
    }

    /** Whether the text can be written as UTF-8. */
    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Long> whole(ScalarNode scalar) {
        try {
            return scalar.getTag().equals(Tag.INT) ? Optional.of(Long.valueOf(scalar.getValue())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Double> number(ScalarNode scalar) {
        return decimal(scalar).map(BigDecimal::doubleValue).filter(Double::isFinite);
    }

    static Optional<BigDecimal> decimal(ScalarNode scalar) {
        if (!NUMBERS.contains(scalar.getTag()) || scalar.getValue().length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(scalar.getValue()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
