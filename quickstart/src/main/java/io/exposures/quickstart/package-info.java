/** The quickstart command: a whole pipeline on one machine, fed by a simulated shop or by a CSV file. */
@org.jspecify.annotations.NullMarked
package io.exposures.quickstart;
