package io.exposures.joiner.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes rows and unit status: the first 128 bits of SHA-256 over all their fields, each with its length in front, so that
 * different contents never look alike. Not thread-safe.
 */
final class ContentHasher {

    private static final byte ROW = 'r';
    private static final byte UNIT = 'u';

    private final MessageDigest digest;
    private ByteBuffer content = ByteBuffer.allocate(1024);

    ContentHasher() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A joined row made from this first exposure. */
    SetHash row(String userid, UnitKey key, FirstExposure first, BufferedOutcome outcome) {
        begin(ROW, userid, key);
        add(first.time());
        add(first.arm());
        add(first.params().bytes());
        add(outcome.eventId());
        add(outcome.time());
        add(outcome.content().event());
        add(Double.doubleToLongBits(outcome.content().value()));
        add(outcome.content().extraData().bytes());
        return end();
    }

    /** What the unit-status topic says of a unit. */
    SetHash unit(String userid, UnitKey key, UnitState unit) {
        begin(UNIT, userid, key);
        add(unit.first().time());
        add(unit.first().arm());
        add(unit.first().exposureId());
        add(unit.first().params().bytes());
        unit.arms().arms().forEach(this::add);
        add(unit.arms().truncated() ? 1 : 0);
        return end();
    }

    private void begin(byte kind, String userid, UnitKey key) {
        content.clear();
        content.put(kind);
        add(userid);
        add(key.experiment().name());
        add(key.experiment().salt());
        add(key.unit());
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        reserve(Integer.BYTES + bytes.length);
        content.putInt(bytes.length).put(bytes);
    }

    private void add(long number) {
        reserve(Long.BYTES);
        content.putLong(number);
    }

    private void reserve(int bytes) {
        if (content.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * content.capacity(), content.position() + bytes));
            content = larger.put(content.flip());
        }
    }

    private SetHash end() {
        digest.update(content.array(), 0, content.position());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new SetHash(hash.getLong(), hash.getLong());
    }
}
