// What codes mean, in plain language.

export const BLOCKERS = {
  min_units: "an arm has fewer than 100 units",
  min_counts: "an arm has fewer than 10 units with the event, or fewer than 10 without",
  min_nonzero: "an arm has fewer than 25 units with a value other than 0",
  skew: "the values are too skewed for so few units; more units or a cap help",
  denominator: "the ratio's denominator is not known well enough",
  srm: "the arms do not have the sizes they should have",
  stray: "units turned up in an arm that should be empty",
  covariate: "the arms differed before anybody was exposed",
  crossed: "more than 1 % of the units were seen with several arms",
  not_matured: "an arm has no unit yet whose whole window is over",
};

export const REASONS = {
  no_units: "an arm has no units",
  insufficient_n: "an arm has a single unit",
  zero_variance: "all units of both arms are alike",
  denominator_zero: "the denominator adds up to 0",
  baseline_zero: "the control is 0, and nothing can be relative to it",
  baseline_not_separated_from_zero: "the control may be 0, so a change in percent has no bounds",
  no_covariate_variance: "nothing is known from before exposure, so there is nothing to adjust by",
  no_covariate: "no adjustment is declared",
  no_planned_end: "no end is planned",
  planned_end_not_reached: "the planned end is not reached",
  not_kept_by_day: "a ratio is not kept by day",
  only_matured_units_decide: "only matured units decide",
};

export const ALARMS = {
  srm: "sample ratio",
  stray: "stray units",
  crossed: "crossed units",
};

/** A code in words; an unknown one as it is. */
export function words(table, code) {
  return table[code] ?? String(code);
}
