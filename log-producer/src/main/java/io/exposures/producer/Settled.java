package io.exposures.producer;

import java.util.ArrayList;
import java.util.List;

/** Records that are delivered or dropped, added up so that counters which callers share are touched once. */
final class Settled {

    private final List<BufferedRecord> fromDisk = new ArrayList<>(0);
    private final List<FlushMarker> markers = new ArrayList<>(0);
    private long fromMemory;
    private long fromMemoryBytes;
    private long delivered;

    void add(BufferedRecord record) {
        if (record.isDelivered()) {
            delivered++;
        }
        if (record.isFromDisk()) {
            fromDisk.add(record);
        } else {
            fromMemory++;
            fromMemoryBytes += record.bytes();
        }
    }

    /** Adds records of memory, all delivered. */
    void addDelivered(int records, long bytes) {
        delivered += records;
        fromMemory += records;
        fromMemoryBytes += bytes;
    }

    /** Flushes that have waited for these records and all before them. */
    void addMarkers(List<FlushMarker> reached) {
        markers.addAll(reached);
    }

    boolean isEmpty() {
        return fromMemory == 0 && fromDisk.isEmpty() && markers.isEmpty();
    }

    /** How many of the records were delivered; the others were dropped, and counted then. */
    long delivered() {
        return delivered;
    }

    /** Gives back the room and the disk space, counts what was delivered, then lets flushes go on. */
    void book(Accounts accounts, Lane lane, Overflow overflow) {
        if (isEmpty()) {
            return;
        }
        accounts.delivered(delivered);
        lane.room().release(fromMemory, fromMemoryBytes);
        fromDisk.forEach(overflow::settled);
        if (!fromDisk.isEmpty()) {
            overflow.commit();
        }
        markers.forEach(FlushMarker::reached);
    }
}
