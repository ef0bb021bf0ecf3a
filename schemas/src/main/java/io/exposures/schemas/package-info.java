/** What travels between processes: topics and the records on them. */
@org.jspecify.annotations.NullMarked
package io.exposures.schemas;
