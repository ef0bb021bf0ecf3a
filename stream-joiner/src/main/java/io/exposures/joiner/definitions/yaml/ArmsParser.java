package io.exposures.joiner.definitions.yaml;

import io.exposures.joiner.join.ExperimentTally;
import io.exposures.records.ArmDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the expected arms, and the shares that stand beside them. */
final class ArmsParser {

    static final String ARMS = "arms";
    private static final String PARAMS = "params";
    private static final String LABEL = "label";
    private static final String CONTROL = "control";
    static final String SHARE = "share";

    private final Problems problems;
    private final ParamValues values;
    private final List<String> armParams;
    private final List<ArmDefinition> arms = new ArrayList<>();
    private final Map<String, String> armsByHandle = new LinkedHashMap<>();
    private final Map<String, Double> shares = new LinkedHashMap<>();

    ArmsParser(Problems problems, List<String> armParams) {
        this.problems = problems;
        this.values = new ParamValues(problems);
        this.armParams = armParams;
    }

    void read(Fields root) {
        List<Node> nodes = root.list(ARMS);
        if (nodes.size() > ExperimentTally.ARM_LIMIT) {
            root.refuse(ARMS, "expected at most " + ExperimentTally.ARM_LIMIT + " arms, got " + nodes.size());
            return;
        }
        int before = problems.count();
        for (int i = 0; i < nodes.size(); i++) {
            readArm(Fields.of(nodes.get(i), ARMS + "[" + i + "]", problems, PARAMS, LABEL, CONTROL, SHARE));
        }
        if (!nodes.isEmpty() && problems.count() == before) {
            checkTogether(root);
        }
    }

    /** What is only worth checking when each arm by itself is right. */
    private void checkTogether(Fields root) {
        long controls = arms.stream().filter(ArmDefinition::getControl).count();
        if (controls != 1) {
            root.refuse(ARMS, "expected exactly one arm with control: true, got " + controls);
        }
        if (!shares.isEmpty() && shares.size() < arms.size()) {
            root.refuse(
                    ARMS, "expected a share for every arm or for none, got " + shares.size() + " for " + arms.size());
        } else if (!shares.isEmpty() && shares.values().stream().allMatch(share -> share == 0)) {
            root.refuse(ARMS, "expected a share above 0 for at least one arm");
        }
    }

    private void readArm(Fields fields) {
        String arm = arm(fields);
        Optional<String> label = fields.text(LABEL);
        if (armsByHandle.putIfAbsent(arm, arm) != null) {
            fields.refuse(PARAMS, "expected each arm once, got " + arm + " again");
            return;
        }
        label.ifPresent(handle -> {
            if (armsByHandle.putIfAbsent(handle, arm) != null) {
                fields.refuse(LABEL, "expected each label once, got " + Found.quoted(handle) + " again");
            }
        });
        fields.number(SHARE, "a number of at least 0", value -> value >= 0).ifPresent(share -> shares.put(arm, share));
        arms.add(new ArmDefinition(arm, label.orElse(null), fields.flag(CONTROL).orElse(false)));
    }

    private String arm(Fields fields) {
        Node node = fields.node(PARAMS);
        if (node == null) {
            fields.missing(PARAMS, "the parameters of the arm with their values");
            return "";
        }
        Fields params = Fields.any(node, fields.path(PARAMS), problems);
        if (!armParams.isEmpty()) {
            params.names().stream()
                    .filter(name -> !armParams.contains(name))
                    .forEach(name -> params.refuse(
                            name,
                            "expected one of arm_params (" + String.join(", ", armParams) + ")"
                                    + Suggestion.of(name, armParams)));
        }
        return values.arm(params);
    }

    List<ArmDefinition> arms() {
        return arms;
    }

    /** What shares may be given for: labels and canonical JSON, with the arm that each stands for. */
    Map<String, String> armsByHandle() {
        return armsByHandle;
    }

    /** The shares beside the arms; empty when there are none. */
    Map<String, Double> shares() {
        return shares;
    }
}
