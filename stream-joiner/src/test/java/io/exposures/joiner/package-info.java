@NullMarked
package io.exposures.joiner;

import org.jspecify.annotations.NullMarked;
