package io.exposures.quickstart.faults;

import io.exposures.quickstart.faults.Fault.VacuousException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How many records were in flight at each blow. A fault that never met any shows nothing. */
final class Unread {

    private final List<Long> records = new ArrayList<>();

    void add(long unread) {
        records.add(unread);
    }

    String evidence(String what) throws VacuousException {
        long most = Collections.max(records);
        if (most == 0) {
            throw new VacuousException(what + ", but nothing was unread at any of these moments");
        }
        return what + ", with " + Collections.min(records) + " to " + most + " records unread";
    }
}
