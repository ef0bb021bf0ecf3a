/** Hurts a running pipeline in every way that it must survive, and holds what comes out against the oracle. */
@org.jspecify.annotations.NullMarked
package io.exposures.quickstart.faults;
