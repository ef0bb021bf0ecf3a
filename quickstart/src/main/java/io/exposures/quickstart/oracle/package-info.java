/**
 * What the pipeline must come to, computed from the input logs in the plainest way. Shares no code with the joiner, so
 * that the two can only agree by both being right.
 */
@org.jspecify.annotations.NullMarked
package io.exposures.quickstart.oracle;
