/** Tests of the wire format and the registry client. */
@NullMarked
package io.exposures.schemas.serde;

import org.jspecify.annotations.NullMarked;
