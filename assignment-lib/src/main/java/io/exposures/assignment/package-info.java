/** Assigns parameters to units exactly as PlanOut does. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment;
