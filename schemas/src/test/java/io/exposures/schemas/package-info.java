/** Tests of the records and topics. */
@NullMarked
package io.exposures.schemas;

import org.jspecify.annotations.NullMarked;
