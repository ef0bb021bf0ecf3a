package io.exposures.quickstart.shop;

import static io.exposures.assignment.RandomOperator.uniformChoice;

import io.exposures.assignment.Assignment;
import io.exposures.assignment.AssignmentSettings;
import io.exposures.assignment.Experiment;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.Inputs;
import java.util.List;
import java.util.Map;

/**
 * What to charge for an item. The price of 0.99 was dropped while the test ran: its users now pay 0.50 and are no longer
 * counted, and everybody else keeps the price they had.
 */
final class PriceTest extends Experiment {

    static final double DEFAULT_PRICE = 0.5;

    private static final double DROPPED_PRICE = 0.99;

    PriceTest(Shopper shopper, ExposureLogger logger, AssignmentSettings settings) {
        super(Map.of("userid", shopper.userid()), logger, settings);
    }

    @Override
    protected List<String> declaredParameters() {
        return List.of("price");
    }

    @Override
    protected boolean assign(Assignment params, Inputs inputs) {
        params.set("price", uniformChoice(List.of(DEFAULT_PRICE, 0.75, DROPPED_PRICE), inputs.get("userid")));
        if (Double.valueOf(DROPPED_PRICE).equals(params.get("price"))) {
            params.set("price", DEFAULT_PRICE);
            return false;
        }
        return true;
    }
}
