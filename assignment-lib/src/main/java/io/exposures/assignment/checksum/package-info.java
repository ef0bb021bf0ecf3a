/** Checksums of experiments that are written as classes. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.checksum;
