/** JSON whose text depends on the value alone. */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner.json;
