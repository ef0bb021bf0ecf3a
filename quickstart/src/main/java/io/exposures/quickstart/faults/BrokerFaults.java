package io.exposures.quickstart.faults;

import io.exposures.quickstart.faults.Fault.VacuousException;
import io.exposures.testing.BrokerCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Faults of a cluster of three brokers. */
final class BrokerFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration DOWN = Duration.ofSeconds(5);

    private BrokerFaults() {}

    static String eachRole(Stage stage) throws Exception {
        Unread unread = new Unread();
        List<String> killed = new ArrayList<>();
        try (Admin admin = admin(stage)) {
            List<String> topics = List.of(
                    "exposures",
                    "outcomes",
                    "quickstart-users-changelog",
                    "__transaction_state",
                    "__consumer_offsets",
                    "controller");
            for (int i = 0; i < topics.size(); i++) {
                String role = topics.get(i);
                int broker = role.equals("controller") ? controller(admin) : leader(admin, role);
                stage.feed(i + 1, topics.size() + 1);
                unread.add(stage.lag());
                stage.brokers().broker(broker).kill();
                stage.pause(DOWN);
                stage.brokers().broker(broker).restart();
                awaitInSync(admin, stage.brokers());
                killed.add(role + " on " + broker);
            }
        }
        stage.finishFeed();
        return unread.evidence("killed the leader of " + String.join(", ", killed));
    }

    static String twoOfThree(Stage stage) throws Exception {
        Unread unread = new Unread();
        try (Admin admin = admin(stage)) {
            for (int blow = 1; blow <= 2; blow++) {
                stage.feed(2 * blow - 1, 6);
                unread.add(stage.lag());
                List<Integer> down = blow == 1 ? List.of(1, 2) : List.of(2, 3);
                down.forEach(id -> stage.brokers().broker(id).kill());
                stage.feed(2 * blow, 6);
                stage.pause(DOWN);
                stage.brokers().restart(down);
                awaitInSync(admin, stage.brokers());
            }
        }
        stage.finishFeed();
        return unread.evidence("two brokers killed, twice");
    }

    static String bounce(Stage stage) throws Exception {
        Unread unread = new Unread();
        try (Admin admin = admin(stage)) {
            stage.feed(1, 6);
            unread.add(stage.lag());
            List<Integer> all = List.of(1, 2, 3);
            all.forEach(id -> stage.brokers().broker(id).kill());
            stage.feed(2, 6);
            stage.brokers().restart(all);
            awaitInSync(admin, stage.brokers());
            for (int id : all) {
                stage.feed(2 + id, 6);
                unread.add(stage.lag());
                stage.brokers().broker(id).kill();
                stage.brokers().broker(id).restart();
                awaitInSync(admin, stage.brokers());
            }
        }
        stage.finishFeed();
        return unread.evidence("all at once, then one after another");
    }

    private static Admin admin(Stage stage) {
        return Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()));
    }

    private static int controller(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeMetadataQuorum().quorumInfo().get().leaderId();
    }

    private static int leader(Admin admin, String topic)
            throws ExecutionException, InterruptedException, VacuousException {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        if (description == null) {
            throw new VacuousException("there is no topic " + topic);
        }
        return description.partitions().get(0).leader().id();
    }

    /** Until every broker has every partition again: a second broker down would be another fault. */
    private static void awaitInSync(Admin admin, BrokerCluster brokers) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!inSync(admin, brokers.size())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the brokers are not in sync after " + PATIENCE);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static boolean inSync(Admin admin, int brokers) throws InterruptedException {
        try {
            return admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.isr().size() == brokers);
        } catch (ExecutionException e) {
            return false;
        }
    }
}
