package io.exposures.joiner.join;

import io.exposures.joiner.stats.UnitContribution;

/**
 * What a unit that has something of a metric adds to the sums.
 *
 * @param outcomes exposed outcomes of the metric's event
 * @param contribution the unit's value and second variable
 */
record UnitShare(long outcomes, UnitContribution contribution) {}
