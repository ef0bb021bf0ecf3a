/** The state directory: whether it can be used, and what to do with what is damaged in it. */
@NullMarked
package io.exposures.joiner.state;

import org.jspecify.annotations.NullMarked;
