package dev.nightjar.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the tokens of an {@link Expression}. */
final class ExpressionParser {

  private static final Set<String> RESERVED =
      Set.of(
          "AND", "OR", "NOT", "IN", "IS", "NULL", "BETWEEN", "LIKE", "CASE", "WHEN", "THEN", "ELSE",
          "END", "TRUE", "FALSE", "AS");

  /** Deeper nesting is no person's, and would exhaust the stack. */
  private static final int DEEPEST = 100;

  private static final int LONGEST_CHAIN = 400;

  private final List<Token> tokens;
  private int next;
  private int depth;

  private ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Throws {@link IllegalArgumentException} that says where what was expected. */
  static Term parse(String text) {
    ExpressionParser parser = new ExpressionParser(Tokens.of(text));
    Term term = parser.term();
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.expected("an operator or the end");
    }
    return term;
  }

  /** Whether a column of that name must be quoted. */
  static boolean isReserved(String name) {
    return RESERVED.contains(name.toUpperCase(Locale.ROOT));
  }

  private Term term() {
    return nested(() -> chain(Operator.LOOSEST));
  }

  private Term chain(int level) {
    if (level == 3) {
      return negation();
    }
    if (level > Operator.TIGHTEST) {
      return signed();
    }
    Term left = chain(level + 1);
    int links = 0;
    for (Operator o = operator(level); o != null; o = operator(level)) {
      left = new Term.Binary(o, left, chain(level + 1));
      if (++links > LONGEST_CHAIN) {
        throw expected("at most " + LONGEST_CHAIN + " operators in a row");
      }
    }
    return left;
  }

  private @Nullable Operator operator(int level) {
    for (Operator operator : Operator.values()) {
      if (operator.level == level && operator.is(peek())) {
        next++;
        return operator;
      }
    }
    return null;
  }

  private Term negation() {
    if (takeWord("NOT")) {
      return nested(() -> new Term.Prefix(false, negation()));
    }
    Term left = chain(Term.COMPARISON + 1);
    Operator operator = operator(Term.COMPARISON);
    if (operator != null) {
      return new Term.Binary(operator, left, chain(Term.COMPARISON + 1));
    }
    if (takeWord("IS")) {
      boolean not = takeWord("NOT");
      expectWord("NULL");
      return new Term.Test(Term.Test.Form.NULL, not, left, List.of());
    }
    return membership(left);
  }

  private Term membership(Term left) {
    boolean not = takeWord("NOT");
    if (takeWord("IN")) {
      expectSymbol("(");
      return new Term.Test(Term.Test.Form.IN, not, left, list());
    }
    if (takeWord("BETWEEN")) {
      Term low = chain(Term.COMPARISON + 1);
      expectWord("AND");
      Term high = chain(Term.COMPARISON + 1);
      return new Term.Test(Term.Test.Form.BETWEEN, not, left, List.of(low, high));
    }
    if (takeWord("LIKE")) {
      Term pattern = chain(Term.COMPARISON + 1);
      return new Term.Test(Term.Test.Form.LIKE, not, left, List.of(pattern));
    }
    if (not) {
      throw expected("IN, BETWEEN or LIKE after NOT");
    }
    return left;
  }

  private Term signed() {
    if (takeSymbol("-")) {
      return nested(() -> new Term.Prefix(true, signed()));
    }
    return takeSymbol("+") ? nested(this::signed) : atom();
  }

  private Term atom() {
    Token token = take();
    switch (token.kind()) {
      case NUMBER -> {
        return Literals.number(token);
      }
      case TEXT -> {
        return new Term.Literal(Term.Kind.TEXT, token.text());
      }
      case QUOTED -> {
        return new Term.Column(token.text());
      }
      case NAME -> {
        return word(token);
      }
      case SYMBOL -> {
        if (token.isSymbol("(")) {
          Term inner = term();
          expectSymbol(")");
          return inner;
        }
      }
      case END -> {}
    }
    next--;
    throw expected("a column, a value, a function or (");
  }

  private Term word(Token token) {
    String upper = token.text().toUpperCase(Locale.ROOT);
    switch (upper) {
      case "TRUE", "FALSE", "NULL" -> {
        return new Term.Literal(Term.Kind.WORD, upper.toLowerCase(Locale.ROOT));
      }
      case "CASE" -> {
        return choice();
      }
      case "CAST", "TRY_CAST" -> {
        if (takeSymbol("(")) {
          return cast(upper.equals("TRY_CAST"));
        }
      }
      case "DATE", "TIMESTAMP" -> {
        if (peek().kind() == Token.Kind.TEXT) {
          return Literals.time(upper.equals("DATE"), take());
        }
      }
      case "INTERVAL" -> {
        if (peek().kind() == Token.Kind.NUMBER) {
          return Literals.interval(take(), take());
        }
      }
      default -> {}
    }
    if (isReserved(upper)) {
      next--;
      throw expected("a column, a value or a function (a column of that name needs double quotes)");
    }
    return takeSymbol("(") ? call(token) : new Term.Column(token.text());
  }

  private Term call(Token name) {
    return checked(name, takeSymbol(")") ? List.of() : list());
  }

  private static Term checked(Token name, List<Term> arguments) {
    String function = name.text().toLowerCase(Locale.ROOT);
    String mistake = Functions.mistake(function, arguments);
    if (!mistake.isEmpty()) {
      throw new IllegalArgumentException("at character " + name.at() + ": " + mistake);
    }
    return new Term.Call(function, arguments);
  }

  private Term cast(boolean lenient) {
    Term operand = term();
    expectWord("AS");
    ColumnType type = Literals.type(take());
    expectSymbol(")");
    return new Term.Cast(operand, type, lenient);
  }

  private Term choice() {
    Term subject = peek().isWord("WHEN") ? null : term();
    List<Term> branches = new ArrayList<>();
    expectWord("WHEN");
    do {
      branches.add(term());
      expectWord("THEN");
      branches.add(term());
    } while (takeWord("WHEN"));
    Term otherwise = takeWord("ELSE") ? term() : null;
    expectWord("END");
    return new Term.Case(subject, branches, otherwise);
  }

  /** Terms up to the closing parenthesis. */
  private List<Term> list() {
    List<Term> terms = new ArrayList<>();
    do {
      terms.add(term());
    } while (takeSymbol(","));
    expectSymbol(")");
    return terms;
  }

  private Term nested(java.util.function.Supplier<Term> inner) {
    if (++depth > DEEPEST) {
      throw expected("at most " + DEEPEST + " levels of nesting");
    }
    Term term = inner.get();
    depth--;
    return term;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = peek();
    next++;
    return token;
  }

  private boolean takeWord(String word) {
    boolean there = peek().isWord(word);
    next += there ? 1 : 0;
    return there;
  }

  private boolean takeSymbol(String symbol) {
    boolean there = peek().isSymbol(symbol);
    next += there ? 1 : 0;
    return there;
  }

  private void expectWord(String word) {
    if (!takeWord(word)) {
      throw expected(word);
    }
  }

  private void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw expected(symbol.equals(")") ? "an operator, a comma or )" : symbol);
    }
  }

  private IllegalArgumentException expected(String what) {
    Token found = peek();
    return new IllegalArgumentException(
        "at character " + found.at() + ": expected " + what + ", but found " + found.shown());
  }
}
