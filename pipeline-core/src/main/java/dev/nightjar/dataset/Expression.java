package dev.nightjar.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An expression over a row's columns, in the one grammar that pipeline files use: a small part of
 * SQL.
 *
 * <ul>
 *   <li>Columns: {@code ArrDelay}, or {@code "PM2.5"} when the name is not made of letters, digits
 *       and {@code _}, or is a word of the grammar. Names are compared exactly.
 *   <li>Literals: {@code 15}, {@code 0.5}, {@code 'it''s'}, {@code true}, {@code false}, {@code
 *       null}, {@code DATE '2011-06-15'}, {@code TIMESTAMP '2011-06-15 02:30:00'}, {@code INTERVAL
 *       14 days}.
 *   <li>Operators, loosest first: {@code OR}, {@code AND}, {@code NOT}; {@code = == != <> < <= >
 *       >=}, {@code [NOT] IN (…)}, {@code [NOT] BETWEEN … AND …}, {@code [NOT] LIKE}, {@code IS
 *       [NOT] NULL}; {@code ||}; {@code + -}; {@code * / // %}; the minus sign. Division by zero is
 *       null.
 *   <li>{@code CASE [x] WHEN … THEN … [ELSE …] END}, {@code CAST(x AS type)} and {@code TRY_CAST(x
 *       AS type)}, which is null where the first fails. Types: boolean, integer, double, text,
 *       date, timestamp.
 *   <li>The functions of {@link Functions}, and no other.
 * </ul>
 *
 * There are no subqueries, comments, parameters or statements: nothing that a person writes reaches
 * an engine unparsed.
 *
 * @param text as a person wrote it
 */
public record Expression(@JsonValue String text) {

  /**
   * Throws {@link IllegalArgumentException} that says at which character something else was
   * expected.
   */
  @JsonCreator
  public Expression {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an expression is not empty");
    }
    ExpressionParser.parse(text);
  }

  /** The expression that is this column, quoted where needed. */
  public static Expression ofColumn(String name) {
    StringBuilder out = new StringBuilder();
    new Term.Column(name).text(out);
    return new Expression(out.toString());
  }

  /** The names of the columns that it uses, in the order of their first use. */
  public Set<String> columns() {
    Set<String> names = new LinkedHashSet<>();
    term().columns(names);
    return Collections.unmodifiableSet(names);
  }

  /** The column's name, when the expression is nothing but a column. */
  public Optional<String> asColumn() {
    return term() instanceof Term.Column column ? Optional.of(column.name()) : Optional.empty();
  }

  /** DuckDB's SQL for it, in parentheses or atomic, every name quoted. */
  public String toSql() {
    StringBuilder out = new StringBuilder();
    term().sql(out);
    return out.toString();
  }

  /**
   * The same expression printed in one way: two texts that differ only in spaces, case of words or
   * needless parentheses have the same.
   */
  public String canonical() {
    StringBuilder out = new StringBuilder();
    term().text(out);
    return out.toString();
  }

  Term term() {
    return ExpressionParser.parse(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
