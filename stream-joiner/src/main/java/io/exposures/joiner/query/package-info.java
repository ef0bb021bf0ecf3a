/** Answers from snapshots and state: what the pipeline knows, independent of how it is asked. */
@NullMarked
package io.exposures.joiner.query;

import org.jspecify.annotations.NullMarked;
