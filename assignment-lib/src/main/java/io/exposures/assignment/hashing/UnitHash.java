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
 * is reused for hash after hash: {@link #restart}, the salt, the unit, then {@link #next()} or {@link #next(Object)}.
 */
public final class UnitHash {
    /*
     * A list given as the unit is extended in place by each element appended to it, and stays so: experiments depend
     * on it (a composite unit in sample). A scalar unit gets each appended element instead of the previous one.
     */
    /** No start has this number. */
    public static final int NEVER = 0;

    private static final int LONGEST = 1 << 20;
    private static final int BLOCK = 64;
    private static final int LONGEST_KEPT = 64;
    private static final int LAST_ASCII = 0x7f;
    private static final double SCALE = 0x1p60;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final ThreadLocal<UnitHash> OF_THREAD = ThreadLocal.withInitial(UnitHash::new);

    private final MessageDigest sha1 = newSha1();
    private final byte[] digest = new byte[20];
    private final byte[] lastUnitBytes = new byte[LONGEST_KEPT];
    private @Nullable String lastUnit;
    private int lastUnitLength;
    private byte[] text = new byte[256];
    private int length;
    private int starts = NEVER + 1;
    private int unitEnd;
    private boolean unitIsEmpty;
    private @Nullable List<@Nullable Object> unitList;
    private @Nullable Work work;

    private UnitHash() {}

    /** This thread's hash, with an empty text. */
    public static UnitHash start() {
        UnitHash hash = ofThread();
        hash.restart(null);
        return hash;
    }

    /** This thread's hash, with whatever text. */
    public static UnitHash ofThread() {
        return OF_THREAD.get();
    }

    /**
     * Starts another text.
     *
     * @param charged what is charged for hashing; null if nothing is
     * @return the number of this start, for {@link #isStill}
     */
    public int restart(@Nullable Work charged) {
        length = 0;
        work = charged;
        starts = starts == Integer.MAX_VALUE ? NEVER + 1 : starts + 1;
        return starts;
    }

    /** Lets go of the evaluation that was charged and of its unit. */
    public void forget() {
        work = null;
        unitList = null;
    }

    /** Whether nothing has been started since. */
    public boolean isStill(int start) {
        return start == starts;
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
        int bits = 0;
        for (int i = 0; i < size; i++) {
            char c = string.charAt(i);
            bits |= c;
            target[position + i] = (byte) c;
        }
        if (bits > LAST_ASCII) {
            return append(bytes(string));
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
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                int codePoint = string.codePointAt(i++);
                if (!Character.isSupplementaryCodePoint(codePoint)) {
                    throw new AssignmentException("a text to be hashed contains half a surrogate pair (U+"
                            + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT) + ")");
                }
            }
        }
        return string.getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the unit, which ends the text: elements of a list joined by dots, else the value's plain text. */
    @SuppressWarnings("unchecked") // lists of values hold any value
    public UnitHash unit(@Nullable Object unit) {
        if (unit instanceof String string) {
            unitList = null;
            unitIsEmpty = false;
            appendUnit(string);
        } else if (unit instanceof List<?> list) {
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

    /** The parameters of an experiment mostly have the same unit: its bytes are kept from one to the next. */
    @SuppressWarnings("ReferenceEquality") // the very same string needs no look at its characters
    private void appendUnit(String unit) {
        if (unit == lastUnit) {
            ensure(lastUnitLength);
            System.arraycopy(lastUnitBytes, 0, text, length, lastUnitLength);
            length += lastUnitLength;
            return;
        }
        int start = length;
        append(unit);
        int size = length - start;
        if (size <= lastUnitBytes.length) {
            System.arraycopy(text, start, lastUnitBytes, 0, size);
            lastUnitLength = size;
            lastUnit = unit;
        }
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
        // Read as it was written, in ints: a processor would wait for a long that consists of two of them.
        long high = (int) INTS.get(digest, 0);
        int low = (int) INTS.get(digest, Integer.BYTES);
        return (high << Integer.SIZE | Integer.toUnsignedLong(low)) >>> 4;
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
