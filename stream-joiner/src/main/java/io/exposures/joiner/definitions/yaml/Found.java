package io.exposures.joiner.definitions.yaml;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Says in words what stands somewhere. */
final class Found {

    private static final int LONGEST = 60;

    private Found() {}

    static String at(Node node) {
        if (node.getNodeType() == NodeType.SEQUENCE) {
            return "a list";
        }
        if (node.getNodeType() == NodeType.MAPPING) {
            return "a mapping";
        }
        ScalarNode scalar = (ScalarNode) node;
        if (scalar.getTag().equals(Tag.NULL)) {
            return "nothing";
        }
        return quoted(scalar.getValue());
    }

    /** Text in one printable line. */
    static String quoted(String text) {
        int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        StringBuilder shown = new StringBuilder("\"");
        shown.append(Printable.text(text.substring(0, end)));
        return shown.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
