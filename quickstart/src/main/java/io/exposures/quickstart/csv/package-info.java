/** A finished experiment in a CSV file: one row a unit, logged as the service would have logged it. */
@org.jspecify.annotations.NullMarked
package io.exposures.quickstart.csv;
