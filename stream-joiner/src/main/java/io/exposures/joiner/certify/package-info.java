/** The replay certificate: the same log read again from its beginning, compared with what the running joiner published. */
@NullMarked
package io.exposures.joiner.certify;

import org.jspecify.annotations.NullMarked;
