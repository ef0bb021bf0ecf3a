package io.exposures.quickstart.shop;

import io.exposures.assignment.AssignmentSettings;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.LogRecord;
import io.exposures.producer.OutcomeEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** All visits of one shopper: what they are shown, what they do, and how that reaches the log. */
final class Journey {

    private static final double SECONDS_BETWEEN_VISITS = 40;

    private static final double ANOTHER_VISIT = 0.5;

    private static final int MOST_VISITS = 12;

    private final Shopper shopper;
    private final RandomGenerator random;
    private final Network network;
    private final Consumer<Delivery> deliveries;
    private int events;

    Journey(Shopper shopper, RandomGenerator random, Consumer<Delivery> deliveries) {
        this.shopper = shopper;
        this.random = random;
        this.network = new Network(random);
        this.deliveries = deliveries;
    }

    void from(Instant start) {
        Instant time = start;
        int visits = 0;
        do {
            visit(time, visits);
            time = later(time, SECONDS_BETWEEN_VISITS * random.nextExponential());
            visits++;
        } while (visits < MOST_VISITS && random.nextDouble() < ANOTHER_VISIT);
    }

    private void visit(Instant landing, int visit) {
        // The landing page comes before anything of an experiment is shown.
        viewPage(landing);
        Instant time = later(landing, 2);
        AssignmentSettings settings =
                AssignmentSettings.defaults().withClock(InstantSource.fixed(network.deviceTime(time)));
        ExposureLogger logger = logged -> deliveries.accept(new Delivery.OfExperiment(network.arrivalOf(time), logged));
        double price = price(logger, settings, visit);
        browse(time);
        rate(new RatingGoals(shopper, logger, settings));
        boolean onePage = new GermanCheckout(shopper, logger, settings).getBoolean("one_page", false);
        buy(time, price, onePage);
    }

    /** A page shows the price several times; each time the exposure is logged anew. */
    private double price(ExposureLogger logger, AssignmentSettings settings, int visit) {
        double price = PriceTest.DEFAULT_PRICE;
        for (int i = random.nextInt(3); i >= 0; i--) {
            PriceTest test = new PriceTest(shopper, logged -> logPrice(logged, logger), settings);
            if (shopper.staff() && visit > 0) {
                test.setOverrides(Map.of("price", 0.75));
            }
            price = test.getDouble("price", PriceTest.DEFAULT_PRICE);
        }
        return price;
    }

    /** The old version of the app fails between showing the higher price and logging it. */
    private void logPrice(LogRecord logged, ExposureLogger logger) {
        boolean higher =
                !Double.valueOf(PriceTest.DEFAULT_PRICE).equals(logged.params().get("price"));
        if (!(higher && shopper.oldApp())) {
            logger.log(logged);
        }
    }

    private void browse(Instant time) {
        for (int i = random.nextInt(4); i > 0; i--) {
            viewPage(later(time, 30 * random.nextDouble()));
        }
    }

    private void rate(RatingGoals goals) {
        if (random.nextDouble() < 0.6) {
            double goal = goals.getDouble("ratings_per_user_goal", 4);
            long ratings = Math.round(Math.sqrt(goal) * random.nextExponential());
            if (ratings > 0 && random.nextBoolean()) {
                goals.logEvent("ratings", Map.of("value", ratings));
            }
        }
    }

    private void buy(Instant time, double price, boolean onePage) {
        double probability = (price < 0.6 ? 0.22 : 0.16) + (onePage ? 0.1 : 0);
        if (random.nextDouble() >= probability) {
            return;
        }
        Instant bought = later(time, 5 + 20 * random.nextExponential());
        Instant recorded = network.deviceTime(bought);
        OutcomeEvent purchase = OutcomeEvent.named("purchase").withValue((1 + random.nextInt(5)) * price);
        String id = log(purchase.withTime(recorded), bought);
        if (random.nextDouble() < 0.03) {
            Instant refunded = network.arrivalOf(later(time, 60 * random.nextDouble()));
            deliveries.accept(new Delivery.Refund(refunded, shopper.userid(), id, recorded));
        }
    }

    private void viewPage(Instant time) {
        log(OutcomeEvent.named("page_view").withTime(time), time);
    }

    /** Sends an event that happens at {@code time}, whatever the device believes. */
    private String log(OutcomeEvent event, Instant time) {
        String id = shopper.userid() + "-" + ++events;
        for (int copies = network.copies(); copies > 0; copies--) {
            deliveries.accept(new Delivery.OfShop(network.arrivalOf(time), shopper.userid(), event.withId(id)));
        }
        return id;
    }

    private static Instant later(Instant time, double seconds) {
        return time.plus(Network.micros(seconds));
    }
}
