package io.exposures.producer;

import java.util.concurrent.CountDownLatch;

/** Stands in a queue behind all records handed in before a flush, and counts down when they are settled. */
record FlushMarker(CountDownLatch reached) implements Queued {}
