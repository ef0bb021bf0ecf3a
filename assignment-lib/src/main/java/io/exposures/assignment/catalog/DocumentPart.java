package io.exposures.assignment.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Part of a document with the path to it. What is not as expected is noted as a problem, and is empty then. */
final class DocumentPart {
    private final String path;
    private final @Nullable Object json;
    private final List<String> problems;

    private DocumentPart(String path, @Nullable Object json, List<String> problems) {
        this.path = path;
        this.json = json;
        this.problems = problems;
    }

    static DocumentPart whole(@Nullable Object json, List<String> problems) {
        return new DocumentPart("", json, problems);
    }

    void problem(String problem) {
        problems.add((path.isEmpty() ? "document" : path) + ": " + problem);
    }

    @Nullable
    Object json() {
        return json;
    }

    private void unexpected(String expected) {
        problem("found " + kind() + ", expected " + expected);
    }

    private String kind() {
        if (json == null) {
            return "null";
        }
        if (json instanceof Map<?, ?>) {
            return "an object";
        }
        if (json instanceof List<?>) {
            return "a list";
        }
        return json instanceof String text ? '"' + text + '"' : json.toString();
    }

    /** The keys of an object, of which only these are known. */
    Optional<Map<?, ?>> object(String... knownKeys) {
        if (!(json instanceof Map<?, ?> map)) {
            unexpected("an object");
            return Optional.empty();
        }
        List<String> known = List.of(knownKeys);
        map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !known.contains(key))
                .forEach(key -> at(key).problem("unknown key, expected one of " + String.join(", ", known)));
        return Optional.of(map);
    }

    /** The values of an object whose keys are names, by name. */
    List<Map.Entry<String, DocumentPart>> named() {
        if (!(json instanceof Map<?, ?> map)) {
            unexpected("an object");
            return List.of();
        }
        List<Map.Entry<String, DocumentPart>> parts = new ArrayList<>();
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (name.isEmpty()) {
                problem("found an empty key, expected a name");
            }
            parts.add(Map.entry(name, at(name)));
        }
        return parts;
    }

    boolean has(String key) {
        return json instanceof Map<?, ?> map && map.containsKey(key);
    }

    /** The part under a key, whether it is there or not. */
    DocumentPart at(String key) {
        Object value = json instanceof Map<?, ?> map ? map.get(key) : null;
        return new DocumentPart(path.isEmpty() ? key : path + '.' + key, value, problems);
    }

    /** The part under a key that must be there. */
    Optional<DocumentPart> required(String key) {
        if (!has(key)) {
            problem("the key " + key + " is missing");
            return Optional.empty();
        }
        return Optional.of(at(key));
    }

    List<DocumentPart> elements() {
        if (!(json instanceof List<?> list)) {
            unexpected("a list");
            return List.of();
        }
        List<DocumentPart> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            parts.add(new DocumentPart(path + '[' + i + ']', list.get(i), problems));
        }
        return parts;
    }

    Optional<String> text() {
        if (json instanceof String text) {
            return Optional.of(text);
        }
        unexpected("a string");
        return Optional.empty();
    }

    Optional<String> nonEmptyText() {
        Optional<String> text = text();
        if (text.isPresent() && text.get().isEmpty()) {
            problem("found an empty string, expected a name");
            return Optional.empty();
        }
        return text;
    }

    /** A list of strings, or a single string. */
    List<String> texts() {
        if (json instanceof String text) {
            return List.of(text);
        }
        List<String> texts = new ArrayList<>();
        elements().forEach(element -> element.nonEmptyText().ifPresent(texts::add));
        if (new TreeSet<>(texts).size() < texts.size()) {
            problem("a name is there twice");
        }
        return texts;
    }

    Optional<Integer> integer() {
        if (json instanceof Long number && number == number.intValue()) {
            return Optional.of(number.intValue());
        }
        unexpected("an integer of 32 bits");
        return Optional.empty();
    }

    @Override
    public String toString() {
        return path;
    }
}
