/** The joiner as a program: settings, start and stop. */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner;
