/** The queries over HTTP: JSON, health, metrics and the dashboard. */
@NullMarked
package io.exposures.joiner.http;

import org.jspecify.annotations.NullMarked;
