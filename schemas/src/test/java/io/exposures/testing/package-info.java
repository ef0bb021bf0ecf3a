/** What tests of every module share: a real broker, a registry, example events. */
@org.jspecify.annotations.NullMarked
package io.exposures.testing;
