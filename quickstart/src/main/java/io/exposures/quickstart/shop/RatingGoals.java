package io.exposures.quickstart.shop;

import static io.exposures.assignment.RandomOperator.bernoulliTrial;
import static io.exposures.assignment.RandomOperator.uniformChoice;

import io.exposures.assignment.Assignment;
import io.exposures.assignment.AssignmentSettings;
import io.exposures.assignment.Experiment;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.Inputs;
import java.util.List;
import java.util.Map;

/**
 * What are newcomers asked to rate: alone or in a group of ten, with a number to reach or without? The experiment of the
 * PlanOut paper: Bakshy, Eckles, Bernstein, "Designing and Deploying Online Field Experiments", WWW 2014.
 */
final class RatingGoals extends Experiment {

    RatingGoals(Shopper shopper, ExposureLogger logger, AssignmentSettings settings) {
        super(Map.of("userid", shopper.userid()), logger, settings);
    }

    @Override
    protected List<String> declaredParameters() {
        return List.of("group_size", "specific_goal", "ratings_per_user_goal", "ratings_goal");
    }

    @Override
    protected boolean assign(Assignment params, Inputs inputs) {
        Object unit = inputs.get("userid");
        params.set("group_size", uniformChoice(List.of(1L, 10L), unit));
        params.set("specific_goal", bernoulliTrial(0.8, unit));
        if (number(params, "specific_goal") == 1) {
            params.set("ratings_per_user_goal", uniformChoice(List.of(8L, 16L, 32L, 64L), unit));
            params.set("ratings_goal", number(params, "group_size") * number(params, "ratings_per_user_goal"));
        }
        return true;
    }

    private static long number(Assignment params, String name) {
        return params.get(name) instanceof Long number ? number : 0;
    }
}
