package io.exposures.producer;

import java.util.List;

/** The overflow of a client that has none: nothing fits in. */
final class NoOverflow implements Overflow {

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public boolean add(List<BufferedRecord> records) {
        return false;
    }

    @Override
    public int addBefore(List<BufferedRecord> older) {
        return 0;
    }

    @Override
    public boolean hasUnread() {
        return false;
    }

    @Override
    public List<BufferedRecord> read(int most) {
        return List.of();
    }

    @Override
    public void settled(BufferedRecord read) {}

    @Override
    public void commit() {}

    @Override
    public void close() {}

    @Override
    public long waiting() {
        return 0;
    }

    @Override
    public long recovered() {
        return 0;
    }

    @Override
    public long usedBytes() {
        return 0;
    }

    @Override
    public long setAside() {
        return 0;
    }

    @Override
    public String problem() {
        return "";
    }
}
