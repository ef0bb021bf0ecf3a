/** The variables of one evaluation, and what it works with: inputs, salts, and how much work it may do. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.environment;
