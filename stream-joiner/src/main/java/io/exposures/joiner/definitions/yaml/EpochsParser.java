package io.exposures.joiner.definitions.yaml;

import io.exposures.records.AllocationEpoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the allocation epochs: from the arms when the shares never change, otherwise from a list of their own. */
final class EpochsParser {

    static final String EPOCHS = "epochs";
    private static final String START = "start";
    private static final String SHARES = "shares";

    private final Problems problems;
    private final ArmsParser arms;

    /** Sums are kept by epoch, and all of an experiment are one message. */
    private static final int MOST = 64;

    EpochsParser(Problems problems, ArmsParser arms) {
        this.problems = problems;
        this.arms = arms;
    }

    List<AllocationEpoch> read(Fields root) {
        if (!arms.shares().isEmpty()) {
            root.refuseIfPresent(EPOCHS, "expected shares either beside the arms or in epochs, got both");
            return List.of(new AllocationEpoch(Instant.EPOCH, new HashMap<>(arms.shares())));
        }
        List<AllocationEpoch> epochs = new ArrayList<>();
        List<Node> nodes = root.list(EPOCHS);
        if (nodes.size() > MOST) {
            root.refuse(EPOCHS, "expected at most " + MOST + " epochs, got " + nodes.size());
            return epochs;
        }
        for (int i = 0; i < nodes.size(); i++) {
            Fields fields = Fields.of(nodes.get(i), EPOCHS + "[" + i + "]", problems, START, SHARES);
            Instant before = epochs.isEmpty() ? null : epochs.get(i - 1).getStart();
            epochs.add(new AllocationEpoch(before == null ? first(fields) : later(fields, before), shares(fields)));
        }
        return epochs;
    }

    private static Instant first(Fields fields) {
        fields.refuseIfPresent(START, "expected no start in the first epoch, which is from the beginning");
        return Instant.EPOCH;
    }

    private static Instant later(Fields fields, Instant before) {
        if (!fields.has(START)) {
            fields.missing(START, "when the epoch starts");
        }
        Optional<Instant> start = fields.parsed(START, Times::of);
        if (start.isPresent() && !start.get().isAfter(before)) {
            fields.refuse(START, "expected after the epoch before (" + before + "), got " + start.get());
        }
        return start.orElse(before);
    }

    private Map<String, Double> shares(Fields epoch) {
        Map<String, Double> shares = new HashMap<>();
        Node node = epoch.node(SHARES);
        if (node == null) {
            epoch.missing(SHARES, "a share for every arm");
            return shares;
        }
        int before = problems.count();
        Fields fields = Fields.any(node, epoch.path(SHARES), problems);
        for (String handle : fields.names()) {
            String arm = arms.armsByHandle().get(handle);
            Optional<Double> share = fields.number(handle, "a number of at least 0", value -> value >= 0);
            if (arm == null) {
                fields.refuse(handle, unknownArm(handle));
            } else if (shares.put(arm, share.orElse(0.0)) != null) {
                fields.refuse(handle, "expected each arm once, got " + arm + " again");
            }
        }
        if (problems.count() == before) {
            checkComplete(epoch, shares);
        }
        return shares;
    }

    private String unknownArm(String handle) {
        List<String> handles = List.copyOf(arms.armsByHandle().keySet());
        String expected = handles.isEmpty() ? "arms to be declared" : "the label or the JSON of an arm";
        return "expected " + expected + ", got " + Found.quoted(handle) + Suggestion.of(handle, handles);
    }

    private void checkComplete(Fields epoch, Map<String, Double> shares) {
        arms.arms().stream()
                .filter(arm -> !shares.containsKey(arm.getArm()))
                .forEach(arm -> epoch.refuse(SHARES, "expected a share for every arm, got none for " + arm.getArm()));
        if (!arms.arms().isEmpty() && shares.values().stream().allMatch(share -> share == 0)) {
            epoch.refuse(SHARES, "expected a share above 0 for at least one arm");
        }
    }
}
