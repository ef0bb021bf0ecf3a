package io.exposures.assignment.hashing;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.TextForm;
import io.exposures.assignment.values.Values;
import io.exposures.assignment.values.Work;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of one unit under one salt: the first 60 bits of the SHA-1 of {@code <salt>.<unit>}. One object per thread
 * is reused for hash after hash: {@link #start()}, the salt, the unit, then {@link #next()} or {@link #next(Object)}.
 */
public final class UnitHash {
    /*
     * A list given as the unit is extended in place by each element appended to it, and stays so: experiments depend
     * on it (a composite unit in sample). A scalar unit gets each appended element instead of the previous one.
     */
    private static final int LONGEST = 1 << 20;
    private static final int BLOCK = 64;
    private static final double SCALE = 0x1p60;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ThreadLocal<UnitHash> OF_THREAD = ThreadLocal.withInitial(UnitHash::new);

    private final MessageDigest sha1 = newSha1();
    private final byte[] digest = new byte[20];
    private byte[] text = new byte[256];
    private int length;
    private int unitEnd;
    private boolean unitIsEmpty;
    private @Nullable List<@Nullable Object> unitList;
    private @Nullable Work work;

    private UnitHash() {}

    /** This thread's hash, with an empty text. */
    public static UnitHash start() {
        return start(null);
    }

    /** This thread's hash, with an empty text; what it does is charged to the work. */
    public static UnitHash start(@Nullable Work work) {
        UnitHash hash = OF_THREAD.get();
        hash.length = 0;
        hash.work = work;
        return hash;
    }

    private static MessageDigest newSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1", e);
        }
    }

    /** Appends bytes made by {@link #bytes(String)}. */
    public UnitHash append(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** Appends text as UTF-8. */
    public UnitHash append(String string) {
        int size = string.length();
        ensure(size);
        byte[] target = text;
        int position = length;
        for (int i = 0; i < size; i++) {
            char c = string.charAt(i);
            if (c >= 0x80) {
                return append(bytes(string));
            }
            target[position + i] = (byte) c;
        }
        length = position + size;
        return this;
    }

    /**
     * The text as UTF-8.
     *
     * @throws AssignmentException if it contains half a surrogate pair
     */
    public static byte[] bytes(String string) {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                int codePoint = string.codePointAt(i++);
                if (!Character.isSupplementaryCodePoint(codePoint)) {
                    throw new AssignmentException("a text to be hashed contains half a surrogate pair (U+"
                            + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT) + ")");
                }
            }
        }
        return bytes;
    }

    /** Appends the unit, which ends the text: elements of a list joined by dots, else the value's plain text. */
    @SuppressWarnings("unchecked") // lists of values hold any value
    public UnitHash unit(@Nullable Object unit) {
        if (unit instanceof List<?> list) {
            unitList = (List<@Nullable Object>) list;
            unitIsEmpty = list.isEmpty();
            for (int i = 0; i < list.size(); i++) {
                if (i > 0) {
                    appendDot();
                }
                appendPlain(list.get(i));
            }
        } else {
            unitList = null;
            unitIsEmpty = false;
            appendPlain(unit);
        }
        unitEnd = length;
        return this;
    }

    /** The hash of the text: 60 bits, so 0 to 2^60-1. */
    public long next() {
        if (work != null) {
            work.spend(1 + length / BLOCK);
        }
        try {
            sha1.update(text, 0, length);
            sha1.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 does not fit into 20 bytes", e);
        }
        return (long) LONGS.get(digest, 0) >>> 4;
    }

    /** The hash with one more element appended to the unit; null appends nothing. */
    public long next(@Nullable Object appended) {
        if (appended == null) {
            return next();
        }
        if (!unitIsEmpty) {
            appendDot();
        }
        appendPlain(appended);
        if (unitList != null) {
            extend(unitList, appended);
        }
        long hash = next();
        if (unitList == null) {
            length = unitEnd;
        }
        return hash;
    }

    private void extend(List<@Nullable Object> unit, Object appended) {
        if (contains(appended, unit, 0)) {
            throw new AssignmentException("a list cannot be appended to itself as a unit");
        }
        unit.add(appended);
        unitIsEmpty = false;
    }

    @SuppressWarnings("ReferenceEquality") // asks for the very same list
    private static boolean contains(@Nullable Object value, List<?> unit, int depth) {
        if (depth > Values.DEEPEST) {
            throw new AssignmentException("a unit's element is nested deeper than " + Values.DEEPEST);
        }
        if (value instanceof List<?> list) {
            return list == unit || list.stream().anyMatch(element -> contains(element, unit, depth + 1));
        }
        return value instanceof Map<?, ?> map
                && map.values().stream().anyMatch(element -> contains(element, unit, depth + 1));
    }

    /** {@link #next()} as a number from 0 to 1, both included. */
    public double nextZeroToOne() {
        return zeroToOne(next());
    }

    /** A hash as a number from 0 to 1, both included. */
    public static double zeroToOne(long hash) {
        return (double) hash / SCALE;
    }

    private void appendPlain(@Nullable Object value) {
        if (value instanceof String string) {
            append(string);
        } else if (value instanceof Long number) {
            appendLong(number);
        } else {
            append(TextForm.plain(value));
        }
    }

    private void appendLong(long number) {
        if (number == Long.MIN_VALUE) {
            append(Long.toString(number));
            return;
        }
        ensure(20);
        long rest = Math.abs(number);
        int end = length + (number < 0 ? 1 : 0) + digits(rest);
        int position = end;
        do {
            text[--position] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (number < 0) {
            text[--position] = '-';
        }
        length = end;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void appendDot() {
        ensure(1);
        text[length++] = '.';
    }

    private void ensure(int more) {
        if (text.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        int needed = length + more;
        if (needed > LONGEST) {
            throw new AssignmentException("a text to be hashed is longer than " + LONGEST + " bytes");
        }
        text = Arrays.copyOf(text, Math.max(needed, Math.min(LONGEST, 2 * text.length)));
    }
}
