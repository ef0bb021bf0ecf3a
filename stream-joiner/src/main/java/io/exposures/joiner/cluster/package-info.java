/** What an instance knows of its group: who holds what, how far copies are behind, and what became of the inputs. */
@NullMarked
package io.exposures.joiner.cluster;

import org.jspecify.annotations.NullMarked;
