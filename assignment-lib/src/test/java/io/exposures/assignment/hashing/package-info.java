@org.jspecify.annotations.NullMarked
package io.exposures.assignment.hashing;
