package io.exposures.joiner.topology;

import java.util.List;

/** Every node and store name of the topology, so that a restart finds its state. */
public final class Names {

    /** Store of users: first exposures, arms, totals. */
    public static final String USERS = "users";

    /** Store of outcomes within the horizon. */
    public static final String BUFFER = "outcome-buffer";

    /** Store of the ends of windows: which unit matures when. */
    public static final String MATURITY = "window-ends";

    /** Store of what is kept once a partition: clock, ledger, sums. */
    public static final String PARTITION = "partition";

    /** All stores. */
    public static final List<String> STORES = List.of(USERS, BUFFER, MATURITY, PARTITION);

    static final String EXPOSURES_SOURCE = "exposures-source";
    static final String OUTCOMES_SOURCE = "outcomes-source";
    static final String JOIN = "join";
    static final String EXPOSED_OUTCOMES_SINK = "exposed-outcomes-sink";
    static final String UNIT_STATUS_SINK = "unit-status-sink";
    static final String SUMMARIES_SINK = "summaries-sink";
    static final String LEDGER_SINK = "ledger-sink";
    static final String REJECTED_SINK = "rejected-sink";

    static final String EXPOSURES_HEARTBEAT_SINK = "exposures-heartbeat-sink";
    static final String OUTCOMES_HEARTBEAT_SINK = "outcomes-heartbeat-sink";

    private Names() {}
}
