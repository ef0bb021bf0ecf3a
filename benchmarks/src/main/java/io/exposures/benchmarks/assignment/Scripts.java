package io.exposures.benchmarks.assignment;

import java.util.List;
import java.util.stream.IntStream;

/** The experiments that are measured, the same for every contestant that knows PlanOut. */
final class Scripts {

    static final String SALT = "checkout_page";
    static final String NAMESPACE = "checkout";
    static final int SEGMENTS = 10_000;

    static final List<String> EXPERIMENTS =
            IntStream.range(0, 10).mapToObj(i -> "experiment" + i).toList();

    static final List<String> ARMS = List.of("control", "treatment");

    static final String TWO_ARM = "arm = uniformChoice(choices=['control', 'treatment'], unit=userid);";

    /** Four parameters, three of them random. */
    static final String FOUR_PARAMETERS = """
            button_color = uniformChoice(choices=['#3c539a', '#5f9647', '#b33316'], unit=userid);
            button_text = weightedChoice(choices=['Join now', 'Sign up'], weights=[0.2, 0.8], unit=userid);
            discount = randomInteger(min=0, max=20, unit=userid);
            price = 100 - discount;
            """;

    private Scripts() {}
}
