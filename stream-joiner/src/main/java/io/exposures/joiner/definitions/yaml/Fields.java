package io.exposures.joiner.definitions.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The fields of a mapping. Whatever is wrong with a field becomes a problem with its place, and the field counts as
 * absent, so that reading goes on to the next mistake.
 */
final class Fields {

    private static final BigDecimal LIMIT = new BigDecimal("1e12");
    private static final int MOST_DIGITS = 40;

    private final Node place;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private Fields(Node place, String path, Problems problems) {
        this.place = place;
        this.path = path;
        this.problems = problems;
    }

    /** The fields of a node that is expected to be a mapping with some of these fields and no others. */
    static Fields of(Node node, String path, Problems problems, String... known) {
        Fields fields = any(node, path, problems);
        List<String> all = Arrays.asList(known);
        fields.keys.forEach((name, key) -> {
            if (!all.contains(name)) {
                String message = "unknown field, expected one of " + String.join(", ", all);
                problems.add(key, fields.path(name), message + Suggestion.of(name, all));
            }
        });
        return fields;
    }

    /** The fields of a node that is expected to be a mapping, whatever their names. */
    static Fields any(Node node, String path, Problems problems) {
        Fields fields = new Fields(node, path, problems);
        if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
            mapping.getValue().forEach(fields::add);
        } else {
            problems.add(node, path, "expected a mapping (name: value), got " + Found.at(node));
        }
        return fields;
    }

    private void add(NodeTuple entry) {
        Node key = entry.getKeyNode();
        if (!(key instanceof ScalarNode scalar)) {
            problems.add(key, path, "expected the name of a field, got " + Found.at(key));
            return;
        }
        String name = scalar.getValue();
        if (keys.putIfAbsent(name, key) != null) {
            int first =
                    keys.get(name).getStartMark().map(mark -> mark.getLine()).orElse(0) + 1;
            problems.add(key, path(name), "expected each field once, got it again (first in line " + first + ")");
        } else {
            values.put(name, entry.getValueNode());
        }
    }

    /** The full name of a field. */
    String path(String name) {
        String shown = name.matches("[A-Za-z0-9_-]{1,60}") ? name : Found.quoted(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** The names that are there. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The node of a field; null when it is absent. */
    @Nullable
    Node node(String name) {
        return values.get(name);
    }

    /** Where a field is, or where the mapping is that lacks it. */
    Node place(String name) {
        return values.getOrDefault(name, place);
    }

    void refuse(String name, String message) {
        problems.add(place(name), path(name), message);
    }

    /** Refuses a field that is there and must not be. */
    void refuseIfPresent(String name, String message) {
        if (has(name)) {
            refuse(name, message);
        }
    }

    /** Tells that a field is missing, unless there is no mapping in which it could be. */
    void missing(String name, String expected) {
        if (place instanceof MappingNode) {
            problems.add(place, path(name), "expected " + expected + ", but the field is missing");
        }
    }

    /** A text of at least one character; numbers and flags count as they are written. */
    Optional<String> text(String name) {
        return read(name, "a text", Fields::text);
    }

    Optional<String> requiredText(String name) {
        if (!has(name)) {
            missing(name, "a text");
        }
        return text(name);
    }

    private static Optional<String> text(ScalarNode scalar) {
        String text = scalar.getValue();
        return Scalars.isText(scalar) && !text.isEmpty() && Scalars.isWellFormed(text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** A list of different texts. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        List<Node> nodes = list(name);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String field = path(name) + "[" + i + "]";
            Optional<String> text = node instanceof ScalarNode scalar ? text(scalar) : Optional.empty();
            if (text.isEmpty()) {
                problems.add(node, field, "expected a text, got " + Found.at(node));
            } else if (texts.contains(text.get())) {
                problems.add(node, field, "expected each name once, got " + Found.quoted(text.get()) + " again");
            } else {
                texts.add(text.get());
            }
        }
        return texts;
    }

    Optional<Boolean> flag(String name) {
        return read(
                name,
                "true or false",
                scalar -> scalar.getTag().equals(Tag.BOOL) ? Scalars.flag(scalar.getValue()) : Optional.empty());
    }

    Optional<Long> whole(String name, long least, long most) {
        String expected = "a whole number from " + least + " to " + most;
        return read(name, expected, scalar -> Scalars.whole(scalar).filter(value -> value >= least && value <= most));
    }

    /** A number with some property. */
    Optional<Double> number(String name, String expected, java.util.function.DoublePredicate property) {
        return read(name, expected, scalar -> Scalars.number(scalar).filter(property::test));
    }

    /** A decimal number, exactly as written, within what values may be. */
    Optional<BigDecimal> decimal(String name) {
        return read(
                name,
                "a decimal number within ±10^12, of at most " + MOST_DIGITS + " digits",
                scalar -> Scalars.decimal(scalar)
                        .filter(value -> value.precision() <= MOST_DIGITS
                                && Math.abs((long) value.scale()) <= MOST_DIGITS
                                && value.abs().compareTo(LIMIT) <= 0));
    }

    /** One of some words, in small letters. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        List<String> words = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        Node node = values.get(name);
        String hint = node instanceof ScalarNode scalar ? Suggestion.of(scalar.getValue(), words) : "";
        String expected = words.stream().collect(Collectors.joining(", ", "one of ", ""));
        return read(
                name,
                expected,
                hint,
                scalar -> words.contains(scalar.getValue())
                        ? Optional.of(Enum.valueOf(type, scalar.getValue().toUpperCase(Locale.ROOT)))
                        : Optional.empty());
    }

    /** A value that a parser reads from text; it throws {@link IllegalArgumentException} saying what was expected. */
    <T> Optional<T> parsed(String name, Function<String, T> parser) {
        Optional<String> text = text(name);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            refuse(name, e.getMessage() + ", got " + Found.quoted(text.orElse("")));
            return Optional.empty();
        }
    }

    /** The elements of a list; none when it is absent. */
    List<Node> list(String name) {
        Node node = values.get(name);
        if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
            return sequence.getValue();
        }
        if (node != null) {
            refuse(name, "expected a list, got " + Found.at(node));
        }
        return List.of();
    }

    private <T> Optional<T> read(String name, String expected, Function<ScalarNode, Optional<T>> reader) {
        return read(name, expected, "", reader);
    }

    private <T> Optional<T> read(String name, String expected, String hint, Function<ScalarNode, Optional<T>> reader) {
        Node node = values.get(name);
        if (node == null) {
            return Optional.empty();
        }
        Optional<T> value = node instanceof ScalarNode scalar ? reader.apply(scalar) : Optional.empty();
        if (value.isEmpty()) {
            refuse(name, "expected " + expected + ", got " + Found.at(node) + hint);
        }
        return value;
    }
}
