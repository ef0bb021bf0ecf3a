package io.exposures.quickstart.shop;

import static io.exposures.assignment.RandomOperator.bernoulliTrial;

import io.exposures.assignment.Assignment;
import io.exposures.assignment.AssignmentSettings;
import io.exposures.assignment.Experiment;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.Inputs;
import java.util.List;
import java.util.Map;

/** A checkout on one page, for Germany only: elsewhere nobody is in the experiment, and nothing is logged. */
final class GermanCheckout extends Experiment {

    GermanCheckout(Shopper shopper, ExposureLogger logger, AssignmentSettings settings) {
        super(Map.of("userid", shopper.userid(), "country", shopper.country()), logger, settings);
    }

    @Override
    protected List<String> declaredParameters() {
        return List.of("one_page");
    }

    @Override
    protected boolean assign(Assignment params, Inputs inputs) {
        if (!"DE".equals(inputs.get("country"))) {
            return false;
        }
        params.set("one_page", bernoulliTrial(0.5, inputs.get("userid")));
        return true;
    }
}
