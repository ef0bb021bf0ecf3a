/** Tests of scripts. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.script;
