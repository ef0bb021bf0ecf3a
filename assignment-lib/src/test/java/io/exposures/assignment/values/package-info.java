/** Tests of the values' texts. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.values;
