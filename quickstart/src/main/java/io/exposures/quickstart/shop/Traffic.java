package io.exposures.quickstart.shop;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The traffic of the shop in the order in which it reaches the log. A function of seed, rate and start; only what is on
 * its way is kept, so that it may go on for ever.
 */
public final class Traffic implements Iterator<Delivery> {

    private static final List<String> COUNTRIES = List.of("DE", "DE", "FR", "GB", "PL", "US");

    private static final double OLD_APP = 0.5;
    private static final double STAFF = 0.01;

    private record Pending(Delivery delivery, long number) {}

    private final long seed;
    private final long users;
    private final double usersPerSecond;
    private final RandomGenerator arrivals;
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(
            Comparator.comparing((Pending p) -> p.delivery().arrival()).thenComparing(Pending::number));
    private Instant nextStart;
    private long user;
    private long number;

    /**
     * Traffic that has not begun.
     *
     * @param seed decides everything
     * @param users how many shoppers come
     * @param usersPerSecond how many come in a second, on average
     * @param start when the first one comes
     */
    public Traffic(long seed, long users, double usersPerSecond, Instant start) {
        this.seed = seed;
        this.users = users;
        this.usersPerSecond = usersPerSecond;
        this.arrivals = new SplittableRandom(seed);
        this.nextStart = start;
    }

    @Override
    public boolean hasNext() {
        return user < users || !pending.isEmpty();
    }

    @Override
    public Delivery next() {
        while (user < users && (pending.isEmpty() || !isBeforeNextStart(pending.element()))) {
            comeIn();
        }
        Pending first = pending.poll();
        if (first == null) {
            throw new NoSuchElementException("all " + users + " shoppers have left");
        }
        return first.delivery();
    }

    private boolean isBeforeNextStart(Pending next) {
        return next.delivery().arrival().isBefore(nextStart);
    }

    private void comeIn() {
        RandomGenerator random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + user);
        Shopper shopper = new Shopper(
                "u" + user,
                COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                random.nextDouble() < OLD_APP,
                random.nextDouble() < STAFF);
        new Journey(shopper, random, delivery -> pending.add(new Pending(delivery, number++))).from(nextStart);
        user++;
        nextStart = nextStart.plus(Network.micros(arrivals.nextExponential() / usersPerSecond));
    }
}
