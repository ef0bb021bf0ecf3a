package io.exposures.assignment.operators;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.Values;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators that scripts can use, by name; immutable. */
public final class Operators {
    private static final Operators CORE = new Operators(core(), Map.of());

    private final Map<String, Entry> core;
    private final Map<String, Operator> custom;

    /**
     * A row of the table: a control operator, or one that gets its arguments evaluated.
     *
     * @param passesOn whether the result may be or contain an argument that is a list
     */
    private record Entry(
            @Nullable Control control, @Nullable Operator operator, boolean passesOn) {}

    private Operators(Map<String, Entry> core, Map<String, Operator> custom) {
        this.core = core;
        this.custom = custom;
    }

    private static Map<String, Entry> core() {
        Map<String, Entry> table = new LinkedHashMap<>();
        control(table, "literal", Control.LITERAL);
        control(table, "get", Control.GET);
        control(table, "set", Control.SET);
        control(table, "seq", Control.SEQUENCE);
        control(table, "return", Control.RETURN);
        control(table, "array", Control.ARRAY);
        control(table, "coalesce", Control.COALESCE);
        control(table, "and", Control.AND);
        control(table, "or", Control.OR);
        control(table, "cond", Control.CONDITIONAL);

        table.put("map", new Entry(null, CoreOperators::map, true));
        operator(table, "index", CoreOperators::index);
        operator(table, "length", CoreOperators::length);
        operator(table, "equals", CoreOperators::areEqual);
        operator(table, "<", CoreOperators::isLess);
        operator(table, "<=", CoreOperators::isLessOrEqual);
        operator(table, ">", CoreOperators::isGreater);
        operator(table, ">=", CoreOperators::isGreaterOrEqual);
        operator(table, "not", CoreOperators::not);
        operator(table, "negative", CoreOperators::negative);
        operator(table, "sum", CoreOperators::sum);
        operator(table, "product", CoreOperators::product);
        operator(table, "/", CoreOperators::divide);
        operator(table, "%", CoreOperators::modulo);
        operator(table, "min", CoreOperators::min);
        operator(table, "max", CoreOperators::max);
        operator(table, "round", CoreOperators::round);
        operator(table, "exp", CoreOperators::exp);
        operator(table, "sqrt", CoreOperators::squareRoot);

        operator(table, "randomFloat", RandomOperators::randomFloat);
        operator(table, "randomInteger", RandomOperators::randomInteger);
        operator(table, "bernoulliTrial", RandomOperators::bernoulliTrial);
        operator(table, "bernoulliFilter", RandomOperators::bernoulliFilter);
        operator(table, "uniformChoice", RandomOperators::uniformChoice);
        operator(table, "weightedChoice", RandomOperators::weightedChoice);
        operator(table, "sample", RandomOperators::sample);
        operator(table, "fastSample", RandomOperators::fastSample);
        return table;
    }

    private static void control(Map<String, Entry> table, String name, Control control) {
        table.put(name, new Entry(control, null, false));
    }

    private static void operator(Map<String, Entry> table, String name, Operator operator) {
        table.put(name, new Entry(null, operator, false));
    }

    /** PlanOut's own operators. */
    public static Operators standard() {
        return CORE;
    }

    /**
     * These operators and one more.
     *
     * @throws IllegalArgumentException if there is an operator of that name already
     */
    public Operators with(String name, Operator operator) {
        if (core.containsKey(name) || custom.containsKey(name)) {
            throw new IllegalArgumentException("there is an operator named " + name + " already");
        }
        Map<String, Operator> more = new LinkedHashMap<>(custom);
        more.put(name, arguments -> checked(name, operator, arguments));
        return new Operators(core, more);
    }

    private static @Nullable Object checked(String name, Operator operator, Arguments arguments) {
        try {
            return Values.of(operator.execute(arguments));
        } catch (AssignmentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AssignmentException(name + ": " + e, e);
        }
    }

    /** The control operator of that name, null if there is none. */
    public @Nullable Control control(String name) {
        Entry entry = core.get(name);
        return entry == null ? null : entry.control();
    }

    /** The operator of that name that gets its arguments evaluated, null if there is none. */
    public @Nullable Operator operator(String name) {
        Entry entry = core.get(name);
        return entry == null ? custom.get(name) : entry.operator();
    }

    /** Whether the operator may keep or pass on an argument that is a list, so that it must be given one of its own. */
    public boolean passesOnLists(String name) {
        Entry entry = core.get(name);
        return entry == null || entry.passesOn();
    }

    /** Names of all operators. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(core.keySet());
        names.addAll(custom.keySet());
        return names;
    }
}
