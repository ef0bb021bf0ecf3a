package io.exposures.assignment.language;

import io.exposures.assignment.language.TokenStream.Mark;
import io.exposures.assignment.language.TokenStream.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads statements by recursive descent and expressions by precedence climbing. A mistake ends the statement that it is
 * in; the next one is read again, so that several mistakes are found at once.
 */
final class Parser {

    private static final String STATEMENT = "a statement (an assignment, if, return or switch)";
    private static final String EXPRESSION = "an expression";
    private static final String CONDITION = "\"(\" and a condition";
    private static final String BRANCH = "a block in braces or an expression";

    private final TokenStream tokens;
    private final LiteralParser literals;

    Parser(TokenStream tokens) {
        this.tokens = tokens;
        this.literals = new LiteralParser(tokens);
    }

    /** Reads the whole source; what it returns is of use only if no problem was noted. */
    Form script() {
        List<Form> statements = statements();
        while (tokens.at(Kind.RIGHT_BRACE)) {
            tokens.note(STATEMENT);
            tokens.advance();
            statements.addAll(statements());
        }
        return sequence(statements);
    }

    /** Reads statements up to the end or a closing brace. */
    private List<Form> statements() {
        List<Form> statements = new ArrayList<>();
        while (!tokens.at(Kind.END) && !tokens.at(Kind.RIGHT_BRACE)) {
            Mark start = tokens.mark();
            try {
                statements.add(statement());
            } catch (Mistake noted) {
                tokens.recover(start);
            }
        }
        return statements;
    }

    private Form statement() {
        if (tokens.at(Kind.NAME)) {
            return assignment();
        }
        Form statement = keywordStatement(STATEMENT);
        tokens.accept(Kind.SEMICOLON);
        return statement;
    }

    private Form assignment() {
        String variable = tokens.advance().text();
        if (!tokens.accept(Kind.ARROW)) {
            tokens.expect(Kind.ASSIGN, "\"=\" or \"<-\"");
        }
        Form value = expression(EXPRESSION);
        semicolon("an operator or \";\"");
        return Form.operator("set", "var", Form.constant(variable), "value", value);
    }

    /** Where only the semicolon is missing, what follows is read as if it were there. */
    private void semicolon(String expected) {
        boolean complete = tokens.at(Kind.RIGHT_BRACE) || tokens.current().startsStatement(tokens.ahead());
        if (complete) {
            tokens.note(expected);
        } else {
            tokens.expect(Kind.SEMICOLON, expected);
        }
    }

    private Form keywordStatement(String expected) {
        return switch (tokens.current().kind()) {
            case IF -> conditional();
            case RETURN -> returning();
            case SWITCH -> switching();
            default -> throw tokens.unexpected(expected);
        };
    }

    private Form returning() {
        tokens.advance();
        return Form.operator("return", "value", expression(EXPRESSION));
    }

    private Form conditional() {
        List<Form> branches = new ArrayList<>();
        branches.add(guardedBranch());
        while (tokens.accept(Kind.ELSE)) {
            if (!tokens.at(Kind.IF)) {
                branches.add(branch(Form.constant(true)));
                break;
            }
            branches.add(guardedBranch());
        }
        return Form.operator("cond", "cond", Form.list(branches));
    }

    private Form guardedBranch() {
        tokens.advance();
        tokens.expect(Kind.LEFT_PARENTHESIS, CONDITION);
        Form condition = expression(EXPRESSION);
        tokens.expect(Kind.RIGHT_PARENTHESIS, "an operator or \")\"");
        return branch(condition);
    }

    private Form branch(Form condition) {
        return Form.map(Form.entries("if", condition, "then", expression(BRANCH)));
    }

    private Form switching() {
        tokens.advance();
        tokens.enter();
        tokens.expect(Kind.LEFT_BRACE, "\"{\"");
        List<Form> cases = new ArrayList<>();
        while (!tokens.accept(Kind.RIGHT_BRACE)) {
            cases.add(switchCase());
        }
        tokens.leave();
        return Form.operator("switch", "cases", Form.list(cases));
    }

    private Form switchCase() {
        Form condition = expression("a case or \"}\"");
        tokens.expect(Kind.THEN, "an operator or \"=>\"");
        Form result = keywordStatement("if, return or switch");
        tokens.expect(Kind.SEMICOLON, "\";\"");
        // The misspelt key is what the reference compiler writes.
        return Form.operator("case", "condidion", condition, "result", result);
    }

    private Form expression(String expected) {
        return expression(BinaryOperator.LOWEST_LEVEL, expected);
    }

    /** Reads an operand and the binary operators after it that bind at least as tightly as the level says. */
    private Form expression(int level, String expected) {
        Form left = operand(expected);
        while (true) {
            BinaryOperator operator = BinaryOperator.of(tokens.current().kind());
            if (tokens.at(Kind.LEFT_BRACKET)) {
                left = indexed(left);
            } else if (operator != null && operator.level() >= level) {
                tokens.advance();
                left = operator.combine(left, expression(operator.level() + 1, EXPRESSION));
            } else {
                return left;
            }
            tokens.checkDepth(left);
        }
    }

    private Form indexed(Form base) {
        Form index = bracketed(Kind.RIGHT_BRACKET, "an operator or \"]\"");
        return Form.operator("index", "base", base, "index", index);
    }

    private Form operand(String expected) {
        return switch (tokens.current().kind()) {
            case NAME -> nameOrCall();
            case NUMBER ->
                Form.constant(JavaScript.numberToJson(
                        Double.parseDouble(tokens.advance().text())));
            case STRING -> Form.constant(tokens.advance().text());
            case TRUE, FALSE -> Form.constant(tokens.advance().is(Kind.TRUE));
            case NULL -> nothing();
            case AT -> literal();
            case MINUS -> prefixed("negative", BinaryOperator.NEGATIVE_OPERAND_LEVEL);
            case BANG -> prefixed("not", BinaryOperator.NOT_OPERAND_LEVEL);
            case LEFT_BRACKET -> array();
            case LEFT_PARENTHESIS -> bracketed(Kind.RIGHT_PARENTHESIS, "an operator or \")\"");
            case LEFT_BRACE -> block();
            default -> throw tokens.unexpected(expected);
        };
    }

    private Form nothing() {
        tokens.advance();
        return Form.constant(null);
    }

    private Form literal() {
        tokens.advance();
        return Form.operator("literal", "value", Form.constant(literals.parse()));
    }

    private Form prefixed(String operator, int operandLevel) {
        tokens.enter();
        tokens.advance();
        Form operand = expression(operandLevel, EXPRESSION);
        tokens.leave();
        return Form.operator(operator, "value", operand);
    }

    private Form bracketed(Kind closer, String expected) {
        tokens.enter();
        tokens.advance();
        Form inside = expression(EXPRESSION);
        tokens.expect(closer, expected);
        tokens.leave();
        return inside;
    }

    private Form block() {
        tokens.enter();
        tokens.advance();
        List<Form> statements = statements();
        tokens.expect(Kind.RIGHT_BRACE, "a statement or \"}\"");
        tokens.leave();
        return sequence(statements);
    }

    private Form array() {
        tokens.enter();
        tokens.advance();
        List<Form> elements = new ArrayList<>();
        if (!tokens.at(Kind.RIGHT_BRACKET) && !tokens.at(Kind.COMMA)) {
            elements.add(expression("an expression or \"]\""));
        }
        while (tokens.accept(Kind.COMMA)) {
            elements.add(expression(EXPRESSION));
        }
        tokens.expect(Kind.RIGHT_BRACKET, "an operator, \",\" or \"]\"");
        tokens.leave();
        return Form.operator("array", "values", Form.list(elements));
    }

    private Form nameOrCall() {
        String name = tokens.advance().text();
        return tokens.at(Kind.LEFT_PARENTHESIS) ? call(name) : Form.operator("get", "var", Form.constant(name));
    }

    private Form call(String function) {
        tokens.enter();
        tokens.advance();
        Map<String, Form> arguments = new LinkedHashMap<>();
        if (tokens.at(Kind.NAME) && tokens.ahead().is(Kind.ASSIGN)) {
            readNamed(arguments);
        } else if (!tokens.at(Kind.RIGHT_PARENTHESIS)) {
            readUnnamed(arguments);
        }
        tokens.expect(Kind.RIGHT_PARENTHESIS, "an operator, \",\" or \")\"");
        tokens.leave();
        arguments.put("op", Form.constant(function));
        return Form.map(arguments);
    }

    private void readNamed(Map<String, Form> arguments) {
        do {
            String name = tokens.expect(Kind.NAME, "a named argument").text();
            tokens.expect(Kind.ASSIGN, "\"=\": either all arguments have names or none");
            Form value = expression(EXPRESSION);
            if (JavaScript.isKey(name)) {
                arguments.put(name, value);
            }
        } while (tokens.accept(Kind.COMMA));
    }

    private void readUnnamed(Map<String, Form> arguments) {
        List<Form> values = new ArrayList<>();
        do {
            values.add(expression("an expression or \")\""));
        } while (tokens.accept(Kind.COMMA));
        if (values.size() == 1) {
            arguments.put("value", values.get(0));
        } else {
            arguments.put("values", Form.list(values));
        }
    }

    private static Form sequence(List<Form> statements) {
        return Form.operator("seq", "seq", Form.list(statements));
    }
}
