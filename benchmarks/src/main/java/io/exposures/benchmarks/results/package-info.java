/** What it costs to answer for the results of an experiment over HTTP. */
@org.jspecify.annotations.NullMarked
package io.exposures.benchmarks.results;
