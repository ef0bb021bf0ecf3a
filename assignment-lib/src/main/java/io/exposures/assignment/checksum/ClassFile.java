package io.exposures.assignment.checksum;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is needed of a class file: the constant pool, the code of the methods, the bootstrap methods (JVMS 4). */
final class ClassFile {
    private static final int MAGIC = 0xcafebabe;

    private final ConstantPool constants;
    private final Map<String, Code> methods = new HashMap<>();
    private final List<Bootstrap> bootstraps = new ArrayList<>();
    private final String name;

    /** Instructions of a method, and its exception handlers in order of precedence. */
    static final class Code {
        private final byte[] bytes;
        private final List<Handler> handlers;

        Code(byte[] bytes, List<Handler> handlers) {
            this.bytes = bytes;
            this.handlers = handlers;
        }

        byte[] bytes() {
            return bytes;
        }

        List<Handler> handlers() {
            return handlers;
        }
    }

    /** An exception handler; {@code type} is an index into the constant pool, 0 for any. */
    record Handler(int start, int end, int target, int type) {}

    /** A bootstrap method and its arguments, as indexes into the constant pool. */
    record Bootstrap(int method, List<Integer> arguments) {}

    private ClassFile(DataInputStream in) throws IOException {
        constants = ConstantPool.read(in);
        in.readUnsignedShort(); // access flags
        name = constants.text(in.readUnsignedShort());
        in.readUnsignedShort(); // superclass
        in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
        readMembers(in, false);
        readMembers(in, true);
        readClassAttributes(in);
    }

    /**
     * Reads a class file.
     *
     * @throws IOException if it ends too early
     * @throws IllegalArgumentException if it is none
     */
    static ClassFile parse(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IllegalArgumentException("not a class file");
        }
        in.readInt(); // version
        return new ClassFile(in);
    }

    private void readMembers(DataInputStream in, boolean areMethods) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.readUnsignedShort(); // access flags
            String member = constants.text(in.readUnsignedShort()) + constants.text(in.readUnsignedShort());
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                String attribute = constants.text(in.readUnsignedShort());
                int length = in.readInt();
                if (areMethods && attribute.equals("Code")) {
                    methods.put(member, readCode(in));
                } else {
                    in.skipNBytes(length);
                }
            }
        }
    }

    private static Code readCode(DataInputStream in) throws IOException {
        in.readInt(); // stack and locals
        byte[] bytes = in.readNBytes(in.readInt());
        List<Handler> handlers = new ArrayList<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            handlers.add(new Handler(
                    in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort()));
        }
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            in.readUnsignedShort(); // line numbers, names of variables: not code
            in.skipNBytes(in.readInt());
        }
        return new Code(bytes, handlers);
    }

    private void readClassAttributes(DataInputStream in) throws IOException {
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            String attribute = constants.text(in.readUnsignedShort());
            int length = in.readInt();
            if (attribute.equals("BootstrapMethods")) {
                readBootstraps(in);
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private void readBootstraps(DataInputStream in) throws IOException {
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            int method = in.readUnsignedShort();
            List<Integer> arguments = new ArrayList<>();
            for (int j = in.readUnsignedShort(); j > 0; j--) {
                arguments.add(in.readUnsignedShort());
            }
            bootstraps.add(new Bootstrap(method, arguments));
        }
    }

    /** Binary name with slashes. */
    String name() {
        return name;
    }

    ConstantPool constants() {
        return constants;
    }

    Bootstrap bootstrap(int index) {
        return bootstraps.get(index);
    }

    /** Code of a method; null if the class has no such method, or an abstract one. */
    @Nullable
    Code method(String methodName, String descriptor) {
        return methods.get(methodName + descriptor);
    }
}
