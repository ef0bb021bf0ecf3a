/** What an experiment comes to: from the sums of its arms to estimates, comparisons, checks and what may be decided. */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner.results;
