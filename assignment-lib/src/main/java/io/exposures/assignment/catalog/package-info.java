/** Experiments and namespaces as data: one JSON document says them all. */
@org.jspecify.annotations.NullMarked
package io.exposures.assignment.catalog;
