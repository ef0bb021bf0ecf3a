package io.exposures.assignment.checksum;

import java.io.DataInputStream;
import java.io.IOException;

/** Constant pool of a class file (JVMS 4.4). */
final class ConstantPool {

    /** An entry: by kind, its text, its number (of floats the bits), or the indexes that it refers to. */
    record Constant(int tag, Object value, int first, int second) {}

    static final int UTF8 = 1;
    static final int INTEGER = 3;
    static final int FLOAT = 4;
    static final int LONG = 5;
    static final int DOUBLE = 6;
    static final int CLASS = 7;
    static final int STRING = 8;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int INTERFACE_METHOD = 11;
    static final int NAME_AND_TYPE = 12;
    static final int METHOD_HANDLE = 15;
    static final int METHOD_TYPE = 16;
    static final int DYNAMIC = 17;
    static final int INVOKE_DYNAMIC = 18;
    static final int MODULE = 19;
    static final int PACKAGE = 20;

    private static final Constant NONE = new Constant(0, "", 0, 0);

    private final Constant[] constants;

    private ConstantPool(Constant[] constants) {
        this.constants = constants;
    }

    static ConstantPool read(DataInputStream in) throws IOException {
        Constant[] constants = new Constant[in.readUnsignedShort()];
        constants[0] = NONE;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = readConstant(in);
            if (constants[i].tag() == LONG || constants[i].tag() == DOUBLE) {
                constants[++i] = NONE; // takes two places
            }
        }
        return new ConstantPool(constants);
    }

    private static Constant readConstant(DataInputStream in) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case UTF8 -> new Constant(tag, in.readUTF(), 0, 0);
            case INTEGER -> new Constant(tag, in.readInt(), 0, 0);
            case FLOAT -> new Constant(tag, in.readInt(), 0, 0);
            case LONG -> new Constant(tag, in.readLong(), 0, 0);
            case DOUBLE -> new Constant(tag, in.readLong(), 0, 0);
            case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> new Constant(tag, "", in.readUnsignedShort(), 0);
            case METHOD_HANDLE -> new Constant(tag, "", in.readUnsignedByte(), in.readUnsignedShort());
            case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC ->
                new Constant(tag, "", in.readUnsignedShort(), in.readUnsignedShort());
            default -> throw new IllegalArgumentException("a class file has a constant of the unknown kind " + tag);
        };
    }

    Constant get(int index) {
        return constants[index];
    }

    /** The text of a text constant, or of one that refers to it. */
    String text(int index) {
        Constant constant = constants[index];
        return constant.tag() == UTF8 ? (String) constant.value() : text(constant.first());
    }
}
