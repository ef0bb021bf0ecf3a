@NullMarked
package io.exposures.joiner.http;

import org.jspecify.annotations.NullMarked;
