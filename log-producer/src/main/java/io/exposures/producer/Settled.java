package io.exposures.producer;

import java.util.ArrayList;
import java.util.List;

/** What left a window, added up so that counters which callers share are touched once. */
final class Settled {

    private final List<BufferedRecord> fromDisk = new ArrayList<>(0);
    private final List<FlushMarker> markers = new ArrayList<>(0);
    private long fromMemory;
    private long fromMemoryBytes;
    private long delivered;

    void add(Queued queued) {
        if (queued instanceof FlushMarker marker) {
            markers.add(marker);
        } else if (queued instanceof BufferedRecord buffered) {
            add(buffered);
        }
    }

    private void add(BufferedRecord buffered) {
        if (buffered.isDelivered()) {
            delivered++;
        }
        if (buffered.isFromDisk()) {
            fromDisk.add(buffered);
        } else {
            fromMemory++;
            fromMemoryBytes += buffered.bytes();
        }
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
        accounts.delivered(delivered);
        lane.room().release(fromMemory, fromMemoryBytes);
        fromDisk.forEach(overflow::settled);
        if (!fromDisk.isEmpty()) {
            overflow.commit();
        }
        markers.forEach(FlushMarker::reached);
    }
}
