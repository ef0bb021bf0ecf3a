/** How fast a unit gets its parameters: this library, its peers, and the hashing that nobody can avoid. */
@org.jspecify.annotations.NullMarked
package io.exposures.benchmarks.assignment;
