package io.exposures.producer;

/** What stands in the queue of one kind of record: a record, or the marker of a flush. */
sealed interface Queued permits BufferedRecord, FlushMarker {}
