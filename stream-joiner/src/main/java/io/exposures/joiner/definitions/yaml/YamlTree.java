package io.exposures.joiner.definitions.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * A YAML text as a tree whose nodes know their place. Plain values mean what they mean in JSON, so that {@code no} is a
 * text.
 *
 * <p>The events are looked at before the tree is built, because building is recursive and aliases multiply: a few lines
 * of them stand for billions of nodes.
 */
final class YamlTree {

    /** Longest text that is read, in characters. */
    static final int LONGEST = 1_048_576;

    private static final int DEEPEST = 32;

    private YamlTree() {}

    /**
     * The tree of a text's only document.
     *
     * @throws InvalidDefinitionException if the text is no YAML, or more than a definition may be
     */
    static Node of(String text) throws InvalidDefinitionException {
        try {
            checkText(text);
            LoadSettings settings = settings(text);
            checkEvents(text, settings);
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> refusal(Optional.empty(), "expected a definition, got an empty file"));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> place = e.getProblemMark().or(e::getContextMark);
            throw refusal(place, "this is not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            int index = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            throw new InvalidDefinitionException(List.of(unprintable(text, index, e.getCodePoint())));
        } catch (YamlEngineException e) {
            throw refusal(Optional.empty(), "this is not YAML: " + e.getMessage());
        }
    }

    /** The buffer takes the text whole, because the library fails on a surrogate pair that is cut by its end. */
    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setSchema(new JsonSchema())
                .setCodePointLimit(LONGEST)
                .setBufferSize(text.length() + 2)
                .build();
    }

    private static void checkText(String text) throws InvalidDefinitionException {
        if (text.length() > LONGEST) {
            throw refusal(Optional.empty(), "expected at most " + LONGEST + " characters, got " + text.length());
        }
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int character = text.codePointAt(i);
            if (Character.getType(character) == Character.SURROGATE) {
                throw new InvalidDefinitionException(List.of(unprintable(text, i, character)));
            }
        }
    }

    private static void checkEvents(String text, LoadSettings settings) throws InvalidDefinitionException {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case DocumentStart -> documents++;
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                case Alias -> throw refusal(event.getStartMark(), "expected no alias (*name); write the value out");
                default -> {}
            }
            if (depth > DEEPEST) {
                throw refusal(event.getStartMark(), "expected at most " + DEEPEST + " levels of nesting");
            }
            if (documents > 1) {
                throw refusal(event.getStartMark(), "expected one definition a file, got a second document");
            }
        }
    }

    private static Problem unprintable(String text, int index, int character) {
        String before = text.substring(0, index);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = index - before.lastIndexOf('\n');
        return new Problem(line, column, "", String.format("expected printable characters, got U+%04X", character));
    }

    private static InvalidDefinitionException refusal(Optional<Mark> at, String message) {
        return new InvalidDefinitionException(List.of(Problems.at(at, "", message)));
    }
}
