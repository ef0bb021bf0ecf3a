package io.exposures.assignment.checksum;

import io.exposures.assignment.checksum.ConstantPool.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a method's code together with the methods that it reaches in its own class. Those are named by the order in
 * which they are reached, since the compiler numbers lambdas through the whole class; so are nameless classes.
 */
final class MethodText {
    private final ClassFile file;
    private final List<String> methods = new ArrayList<>();
    private final List<String> namelessClasses = new ArrayList<>();
    private final Pattern namelessClass;

    private record Method(String name, String descriptor) {}

    private final List<Method> reached = new ArrayList<>();

    private MethodText(ClassFile file) {
        this.file = file;
        this.namelessClass = Pattern.compile(Pattern.quote(file.name()) + "\\$\\d+");
    }

    /** Text of a method that the class file contains. */
    static String of(ClassFile file, String name, String descriptor) {
        MethodText text = new MethodText(file);
        text.reach(name, descriptor);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < text.reached.size(); i++) {
            Method method = text.reached.get(i);
            ClassFile.Code code = Objects.requireNonNull(file.method(method.name(), method.descriptor()));
            all.append("method ").append(method.descriptor()).append('\n');
            Instructions.of(code, text::describe)
                    .forEach(line -> all.append(line).append('\n'));
        }
        return all.toString();
    }

    private int reach(String name, String descriptor) {
        String key = name + descriptor;
        int known = methods.indexOf(key);
        if (known >= 0) {
            return known;
        }
        methods.add(key);
        reached.add(new Method(name, descriptor));
        return methods.size() - 1;
    }

    private String describe(int index) {
        Constant constant = file.constants().get(index);
        return switch (constant.tag()) {
            case ConstantPool.FIELD, ConstantPool.METHOD, ConstantPool.INTERFACE_METHOD -> member(constant);
            case ConstantPool.METHOD_HANDLE -> "handle " + constant.first() + ' ' + describe(constant.second());
            case ConstantPool.DYNAMIC, ConstantPool.INVOKE_DYNAMIC -> dynamic(constant);
            case ConstantPool.CLASS, ConstantPool.METHOD_TYPE ->
                stable(file.constants().text(index));
            case ConstantPool.STRING -> "string " + quoted(file.constants().text(index));
            default -> constant.tag() + " " + constant.value();
        };
    }

    /** Line ends inside a string must not look like those between instructions. */
    private static String quoted(String string) {
        return string.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private String member(Constant constant) {
        String owner = file.constants().text(constant.first());
        Constant nameAndType = file.constants().get(constant.second());
        String name = file.constants().text(nameAndType.first());
        String descriptor = file.constants().text(nameAndType.second());
        if (owner.equals(file.name()) && file.method(name, descriptor) != null) {
            return "own " + reach(name, descriptor);
        }
        return stable(owner) + '.' + name + stable(descriptor);
    }

    private String dynamic(Constant constant) {
        Constant nameAndType = file.constants().get(constant.second());
        ClassFile.Bootstrap bootstrap = file.bootstrap(constant.first());
        StringBuilder text = new StringBuilder("dynamic ")
                .append(file.constants().text(nameAndType.first()))
                .append(stable(file.constants().text(nameAndType.second())))
                .append(" by ")
                .append(describe(bootstrap.method()));
        bootstrap.arguments().forEach(argument -> text.append(", ").append(describe(argument)));
        return text.toString();
    }

    private String stable(String nameOrDescriptor) {
        Matcher matcher = namelessClass.matcher(nameOrDescriptor);
        return matcher.replaceAll(found -> "nameless" + numberOf(found.group()));
    }

    private int numberOf(String className) {
        int known = namelessClasses.indexOf(className);
        if (known < 0) {
            namelessClasses.add(className);
            return namelessClasses.size() - 1;
        }
        return known;
    }
}
