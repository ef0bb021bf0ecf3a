@NullMarked
package io.exposures.joiner.query;

import org.jspecify.annotations.NullMarked;
