package dev.nightjar.dataset;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parsed form of an {@link Expression}. Equal terms mean the same. */
sealed interface Term {

  /** How tightly it binds: a term stands in parentheses where a tighter one is needed. */
  int level();

  /** Appends the canonical text. */
  void text(StringBuilder out);

  /** Appends SQL that stands for itself anywhere. */
  void sql(StringBuilder out);

  /** Adds the columns used. */
  void columns(Set<String> into);

  /** Level of what needs no parentheses. */
  int ATOM = 9;

  /** Level of comparisons, which do not chain. */
  int COMPARISON = 4;

  /** Appends the canonical text, in parentheses when it binds looser than {@code needed}. */
  default void text(StringBuilder out, int needed) {
    if (level() < needed) {
      out.append('(');
      text(out);
      out.append(')');
    } else {
      text(out);
    }
  }

  /** What a literal is. */
  enum Kind {
    INTEGER,
    DECIMAL,
    TEXT,
    WORD,
    DATE,
    TIMESTAMP,
    INTERVAL
  }

  /** A constant; {@code value} is its normal form: {@code 3 DAY} for an interval. */
  record Literal(Kind kind, String value) implements Term {
    @Override
    public int level() {
      return ATOM;
    }

    @Override
    public void text(StringBuilder out) {
      switch (kind) {
        case INTEGER, DECIMAL, WORD -> out.append(value);
        case INTERVAL -> out.append("INTERVAL ").append(value);
        case TEXT -> quote(out, '\'', value);
        case DATE, TIMESTAMP -> quote(out.append(kind).append(' '), '\'', value);
      }
    }

    @Override
    public void sql(StringBuilder out) {
      text(out);
      // Without an exponent the engine would read a decimal of fixed scale, which overflows.
      if (kind == Kind.DECIMAL && !value.contains("e")) {
        out.append("e0");
      }
    }

    @Override
    public void columns(Set<String> into) {}
  }

  /** A column of the row. */
  record Column(String name) implements Term {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public int level() {
      return ATOM;
    }

    @Override
    public void text(StringBuilder out) {
      if (PLAIN.matcher(name).matches() && !ExpressionParser.isReserved(name)) {
        out.append(name);
      } else {
        sql(out);
      }
    }

    @Override
    public void sql(StringBuilder out) {
      quote(out, '"', name);
    }

    @Override
    public void columns(Set<String> into) {
      into.add(name);
    }
  }

  /** {@code NOT x} or {@code - x}. */
  record Prefix(boolean minus, Term operand) implements Term {
    @Override
    public int level() {
      return minus ? 8 : 3;
    }

    @Override
    public void text(StringBuilder out) {
      // Two minus signs side by side would begin a comment.
      out.append(minus ? (operand instanceof Prefix ? "- " : "-") : "NOT ");
      operand.text(out, level());
    }

    @Override
    public void sql(StringBuilder out) {
      out.append(minus ? "(-" : "(NOT ");
      operand.sql(out);
      out.append(')');
    }

    @Override
    public void columns(Set<String> into) {
      operand.columns(into);
    }
  }

  /** Two terms and a sign between. */
  record Binary(Operator operator, Term left, Term right) implements Term {
    @Override
    public int level() {
      return operator.level;
    }

    @Override
    public void text(StringBuilder out) {
      left.text(out, operator.level == COMPARISON ? COMPARISON + 1 : operator.level);
      out.append(' ').append(operator.sign).append(' ');
      right.text(out, operator.level + 1);
    }

    @Override
    public void sql(StringBuilder out) {
      out.append('(');
      left.sql(out);
      out.append(' ').append(operator.sign).append(' ');
      if (operator.divides() && !isPlainNumber(right)) {
        out.append("nullif(");
        right.sql(out);
        out.append(", 0)");
      } else {
        right.sql(out);
      }
      out.append(')');
    }

    private static boolean isPlainNumber(Term term) {
      return term instanceof Literal literal
          && literal.kind == Kind.INTEGER
          && !literal.value.equals("0");
    }

    @Override
    public void columns(Set<String> into) {
      left.columns(into);
      right.columns(into);
    }
  }

  /**
   * A test of one term against others: {@code IN}, {@code BETWEEN} (two), {@code LIKE} (one),
   * {@code IS NULL} (none).
   */
  record Test(Form form, boolean negated, Term subject, List<Term> against) implements Term {
    enum Form {
      IN,
      BETWEEN,
      LIKE,
      NULL
    }

    public Test {
      against = List.copyOf(against);
    }

    @Override
    public int level() {
      return COMPARISON;
    }

    @Override
    public void text(StringBuilder out) {
      subject.text(out, COMPARISON + 1);
      words(out, false);
    }

    @Override
    public void sql(StringBuilder out) {
      out.append('(');
      subject.sql(out);
      words(out, true);
      out.append(')');
    }

    private void words(StringBuilder out, boolean sql) {
      String not = negated ? " NOT" : "";
      switch (form) {
        case NULL -> out.append(" IS").append(not).append(" NULL");
        case LIKE -> one(out.append(not).append(" LIKE "), sql, 0);
        case BETWEEN -> {
          one(out.append(not).append(" BETWEEN "), sql, 0);
          one(out.append(" AND "), sql, 1);
        }
        case IN -> list(out.append(not).append(" IN ("), against, sql);
      }
    }

    private void one(StringBuilder out, boolean sql, int index) {
      if (sql) {
        against.get(index).sql(out);
      } else {
        against.get(index).text(out, COMPARISON + 1);
      }
    }

    @Override
    public void columns(Set<String> into) {
      subject.columns(into);
      against.forEach(t -> t.columns(into));
    }
  }

  /** {@code CASE}; {@code branches} are condition, value, condition, value, … */
  record Case(@Nullable Term subject, List<Term> branches, @Nullable Term otherwise)
      implements Term {
    public Case {
      branches = List.copyOf(branches);
    }

    @Override
    public int level() {
      return ATOM;
    }

    @Override
    public void text(StringBuilder out) {
      write(out, false);
    }

    @Override
    public void sql(StringBuilder out) {
      write(out, true);
    }

    private void write(StringBuilder out, boolean sql) {
      out.append("CASE");
      part(out, "", subject, sql);
      for (int i = 0; i < branches.size(); i++) {
        part(out, i % 2 == 0 ? " WHEN" : " THEN", branches.get(i), sql);
      }
      part(out, " ELSE", otherwise, sql);
      out.append(" END");
    }

    private static void part(StringBuilder out, String word, @Nullable Term term, boolean sql) {
      if (term != null) {
        out.append(word).append(' ');
        if (sql) {
          term.sql(out);
        } else {
          term.text(out);
        }
      }
    }

    @Override
    public void columns(Set<String> into) {
      if (subject != null) {
        subject.columns(into);
      }
      branches.forEach(t -> t.columns(into));
      if (otherwise != null) {
        otherwise.columns(into);
      }
    }
  }

  /** A cast; a lenient one is null where the other fails. */
  record Cast(Term operand, ColumnType type, boolean lenient) implements Term {
    @Override
    public int level() {
      return ATOM;
    }

    @Override
    public void text(StringBuilder out) {
      operand.text(out.append(lenient ? "TRY_CAST(" : "CAST("));
      out.append(" AS ").append(type).append(')');
    }

    @Override
    public void sql(StringBuilder out) {
      operand.sql(out.append(lenient ? "TRY_CAST(" : "CAST("));
      String name =
          switch (type) {
            case INTEGER -> "BIGINT";
            case TEXT -> "VARCHAR";
            case BOOLEAN, DOUBLE, DATE, TIMESTAMP -> type.name();
          };
      out.append(" AS ").append(name).append(')');
    }

    @Override
    public void columns(Set<String> into) {
      operand.columns(into);
    }
  }

  /** A function of {@link Functions}. */
  record Call(String function, List<Term> arguments) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public int level() {
      return ATOM;
    }

    @Override
    public void text(StringBuilder out) {
      list(out.append(function).append('('), arguments, false);
    }

    @Override
    public void sql(StringBuilder out) {
      list(out.append(function).append('('), arguments, true);
    }

    @Override
    public void columns(Set<String> into) {
      arguments.forEach(t -> t.columns(into));
    }
  }

  private static void list(StringBuilder out, List<Term> terms, boolean sql) {
    String comma = "";
    for (Term term : terms) {
      out.append(comma);
      if (sql) {
        term.sql(out);
      } else {
        term.text(out);
      }
      comma = ", ";
    }
    out.append(')');
  }

  private static void quote(StringBuilder out, char quote, String text) {
    String one = String.valueOf(quote);
    out.append(quote).append(text.replace(one, one + one)).append(quote);
  }
}
