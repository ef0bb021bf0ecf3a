/** PlanOut values: what they are in Java, and their text. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.values;
