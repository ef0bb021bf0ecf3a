/** A simulated shop that assigns and logs as a service would, with the traffic that makes joining hard. */
@org.jspecify.annotations.NullMarked
package io.exposures.quickstart.shop;
