package io.exposures.assignment.checksum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Instructions of a method, one text each (JVMS 6.5). Targets of jumps are counted in instructions and references to
 * constants are resolved, so that the text depends neither on the places of constants nor on the width of a reference.
 */
final class Instructions {
    private static final int LDC = 18;
    private static final int LDC_W = 19;
    private static final int IINC = 132;
    private static final int GOTO = 167;
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int INVOKEINTERFACE = 185;
    private static final int INVOKEDYNAMIC = 186;
    private static final int WIDE = 196;
    private static final int MULTIANEWARRAY = 197;
    private static final int GOTO_W = 200;

    /** Says what a constant is. */
    @FunctionalInterface
    interface Constants {
        String describe(int index);
    }

    private enum Operands {
        NONE,
        BYTE,
        SHORT,
        CONSTANT,
        WIDE_CONSTANT,
        LOCAL,
        JUMP,
        WIDE_JUMP,
        SPECIAL
    }

    private static final Operands[] OPERANDS = operands();

    private final byte[] code;
    private final Constants constants;
    private final int[] indexOfOffset;
    private int position;

    private Instructions(byte[] code, Constants constants) {
        this.code = code;
        this.constants = constants;
        this.indexOfOffset = new int[code.length + 1];
    }

    private static Operands[] operands() {
        Operands[] table = new Operands[256];
        Arrays.fill(table, Operands.NONE);
        table[16] = Operands.BYTE; // bipush
        table[17] = Operands.SHORT; // sipush
        table[LDC] = Operands.CONSTANT;
        table[LDC_W] = Operands.WIDE_CONSTANT;
        table[20] = Operands.WIDE_CONSTANT; // ldc2_w
        Arrays.fill(table, 21, 26, Operands.LOCAL); // loads
        Arrays.fill(table, 54, 59, Operands.LOCAL); // stores
        table[169] = Operands.LOCAL; // ret
        table[IINC] = Operands.SPECIAL;
        Arrays.fill(table, 153, 169, Operands.JUMP); // if.., goto, jsr
        Arrays.fill(table, 198, 200, Operands.JUMP); // ifnull, ifnonnull
        Arrays.fill(table, GOTO_W, 202, Operands.WIDE_JUMP);
        table[TABLESWITCH] = Operands.SPECIAL;
        table[LOOKUPSWITCH] = Operands.SPECIAL;
        Arrays.fill(table, 178, 185, Operands.WIDE_CONSTANT); // fields and calls
        table[INVOKEINTERFACE] = Operands.SPECIAL;
        table[INVOKEDYNAMIC] = Operands.SPECIAL;
        table[187] = Operands.WIDE_CONSTANT; // new
        table[188] = Operands.BYTE; // newarray
        table[189] = Operands.WIDE_CONSTANT; // anewarray
        table[192] = Operands.WIDE_CONSTANT; // checkcast
        table[193] = Operands.WIDE_CONSTANT; // instanceof
        table[WIDE] = Operands.SPECIAL;
        table[MULTIANEWARRAY] = Operands.SPECIAL;
        return table;
    }

    /** One line per instruction and per exception handler. */
    static List<String> of(ClassFile.Code code, Constants constants) {
        // Once without constants, to learn where instructions start.
        Instructions instructions = new Instructions(code.bytes(), index -> "");
        instructions.decode();
        Instructions resolved = new Instructions(code.bytes(), constants);
        System.arraycopy(instructions.indexOfOffset, 0, resolved.indexOfOffset, 0, resolved.indexOfOffset.length);
        List<String> lines = resolved.decode();
        for (ClassFile.Handler handler : code.handlers()) {
            lines.add("catch " + resolved.indexOfOffset[handler.start()] + ' ' + resolved.indexOfOffset[handler.end()]
                    + ' ' + resolved.indexOfOffset[handler.target()] + ' '
                    + (handler.type() == 0 ? "any" : constants.describe(handler.type())));
        }
        return lines;
    }

    private List<String> decode() {
        List<String> lines = new ArrayList<>();
        while (position < code.length) {
            int start = position;
            indexOfOffset[start] = lines.size();
            int opcode = unsignedByte();
            lines.add(normalized(opcode) + operandsOf(opcode, start));
        }
        indexOfOffset[code.length] = lines.size();
        return lines;
    }

    private static int normalized(int opcode) {
        return switch (opcode) {
            case LDC_W -> LDC;
            case GOTO_W -> GOTO;
            default -> opcode;
        };
    }

    private String operandsOf(int opcode, int start) {
        return switch (OPERANDS[opcode]) {
            case NONE -> "";
            case BYTE -> " " + code[position++];
            case SHORT -> " " + signedShort();
            case CONSTANT -> " " + constants.describe(unsignedByte());
            case WIDE_CONSTANT -> " " + constants.describe(unsignedShort());
            case LOCAL -> " " + unsignedByte();
            case JUMP -> " " + indexOfOffset[start + signedShort()];
            case WIDE_JUMP -> " " + indexOfOffset[start + signedInt()];
            case SPECIAL -> specialOperands(opcode, start);
        };
    }

    private String specialOperands(int opcode, int start) {
        return switch (opcode) {
            case IINC -> " " + unsignedByte() + " " + code[position++];
            case INVOKEINTERFACE, INVOKEDYNAMIC -> {
                String called = constants.describe(unsignedShort());
                position += 2;
                yield " " + called;
            }
            case MULTIANEWARRAY -> " " + constants.describe(unsignedShort()) + " " + unsignedByte();
            case TABLESWITCH -> tableSwitch(start);
            case LOOKUPSWITCH -> lookupSwitch(start);
            default -> wide();
        };
    }

    private String wide() {
        int opcode = unsignedByte();
        return " " + opcode + " " + unsignedShort() + (opcode == IINC ? " " + signedShort() : "");
    }

    private String tableSwitch(int start) {
        skipPadding();
        StringBuilder text = new StringBuilder(" " + indexOfOffset[start + signedInt()]);
        int low = signedInt();
        int high = signedInt();
        for (int key = low; key <= high; key++) {
            text.append(' ').append(key).append(':').append(indexOfOffset[start + signedInt()]);
        }
        return text.toString();
    }

    private String lookupSwitch(int start) {
        skipPadding();
        StringBuilder text = new StringBuilder(" " + indexOfOffset[start + signedInt()]);
        for (int pairs = signedInt(); pairs > 0; pairs--) {
            text.append(' ').append(signedInt()).append(':').append(indexOfOffset[start + signedInt()]);
        }
        return text.toString();
    }

    private void skipPadding() {
        position = (position + 3) & ~3;
    }

    private int unsignedByte() {
        return code[position++] & 0xff;
    }

    private int signedShort() {
        return code[position++] << 8 | unsignedByte();
    }

    private int unsignedShort() {
        return signedShort() & 0xffff;
    }

    private int signedInt() {
        return unsignedShort() << 16 | unsignedShort();
    }
}
