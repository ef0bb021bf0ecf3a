/** Aids for tests and demonstrations of all modules: a schema registry, well-known example records. */
@NullMarked
package io.exposures.testing;

import org.jspecify.annotations.NullMarked;
