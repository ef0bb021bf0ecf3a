package io.exposures.joiner;

import io.exposures.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses to start where results would be wrong: looks at the topics before anything is read. */
public final class StartupChecks {

    private static final Logger LOG = LoggerFactory.getLogger(StartupChecks.class);

    private final TopicAdmin admin;
    private final Topics topics;

    /**
     * Checks of a cluster.
     *
     * @param admin a client of the cluster, which stays open
     * @param topics the topics
     */
    public StartupChecks(Admin admin, Topics topics) {
        this.admin = new TopicAdmin(admin, topics);
        this.topics = topics;
    }

    /**
     * Checks that all topics exist, that those spread by userid have the same number of partitions, and that their
     * settings are what exactness relies on. What only deserves a look is logged.
     *
     * @return the number of partitions of the input topics
     * @throws StartupException if a topic does not fit; the message names each topic, what is, what is expected, and the
     *     command that changes it
     */
    public int check() {
        TopicRules rules = new TopicRules(topics, TopicCommands.of(topics, admin.brokers(), null));
        Map<String, TopicState> states = admin.states();
        List<TopicFinding> findings = rules.findings(states);
        String fatal = findings.stream()
                .filter(TopicFinding::fatal)
                .map(finding -> "\n  " + finding.message())
                .collect(Collectors.joining());
        if (!fatal.isEmpty()) {
            throw new StartupException("the topics do not fit:" + fatal);
        }
        findings.forEach(finding -> LOG.warn("{}", finding.message()));
        return rules.inputPartitions(states);
    }
}
