/** The pipeline on this machine: its processes, its topics, and what can be read from it. */
@org.jspecify.annotations.NullMarked
package io.exposures.quickstart.pipeline;
