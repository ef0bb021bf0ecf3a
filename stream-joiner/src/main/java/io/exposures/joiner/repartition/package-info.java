/** Copies an input log into topics with another number of partitions, so that it can be replayed there. */
@NullMarked
package io.exposures.joiner.repartition;

import org.jspecify.annotations.NullMarked;
