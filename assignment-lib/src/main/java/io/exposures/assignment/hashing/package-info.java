/** From salts and units to numbers: PlanOut's use of SHA-1. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.hashing;
