/** Tests of what parameters are assigned in. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.environment;
