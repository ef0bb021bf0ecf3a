/** Tests of the log producer. */
@org.jspecify.annotations.NullMarked
package io.exposures.producer;
