@NullMarked
package io.exposures.joiner.definitions;

import org.jspecify.annotations.NullMarked;
