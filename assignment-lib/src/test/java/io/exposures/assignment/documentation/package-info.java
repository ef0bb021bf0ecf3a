/** Tests of the documentation: what it shows works. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.documentation;
