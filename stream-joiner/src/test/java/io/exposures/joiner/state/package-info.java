@org.jspecify.annotations.NullMarked
package io.exposures.joiner.state;
