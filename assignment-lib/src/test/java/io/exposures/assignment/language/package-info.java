/** Tests of the language. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.language;
