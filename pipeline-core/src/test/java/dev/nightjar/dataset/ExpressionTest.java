package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "ArrDelay>=15 ~ ArrDelay >= 15 ~ (\"ArrDelay\" >= 15)",
        "a or b and not c ~ a OR b AND NOT c ~ (\"a\" OR (\"b\" AND (NOT \"c\")))",
        "(a or b) and c ~ (a OR b) AND c ~ ((\"a\" OR \"b\") AND \"c\")",
        "a - (b - c) ~ a - (b - c) ~ (\"a\" - (\"b\" - \"c\"))",
        "((a - b)) - c ~ a - b - c ~ ((\"a\" - \"b\") - \"c\")",
        "\"PM2.5\" > .5 ~ \"PM2.5\" > 0.5 ~ (\"PM2.5\" > 0.5e0)",
        "\"a\"\"b\" == 'it''s' ~ \"a\"\"b\" = 'it''s' ~ (\"a\"\"b\" = 'it''s')",
        "a != 1 ~ a <> 1 ~ (\"a\" <> 1)",
        "x in (1, 2) ~ x IN (1, 2) ~ (\"x\" IN (1, 2))",
        "x not in ('a') ~ x NOT IN ('a') ~ (\"x\" NOT IN ('a'))",
        "x between 1 and 2 and y ~ x BETWEEN 1 AND 2 AND y ~ ((\"x\" BETWEEN 1 AND 2) AND \"y\")",
        "x is not null ~ x IS NOT NULL ~ (\"x\" IS NOT NULL)",
        "x not like 'a%' ~ x NOT LIKE 'a%' ~ (\"x\" NOT LIKE 'a%')",
        "- - x ~ - -x ~ (-(-\"x\"))",
        "-x * 2 ~ -x * 2 ~ ((-\"x\") * 2)",
        "a // 60 ~ a // 60 ~ (\"a\" // 60)",
        "a / b ~ a / b ~ (\"a\" / nullif(\"b\", 0))",
        "a % 0 ~ a % 0 ~ (\"a\" % nullif(0, 0))",
        "date '2011-06-15' ~ DATE '2011-06-15' ~ DATE '2011-06-15'",
        "date + interval 2 days ~ date + INTERVAL 2 DAY ~ (\"date\" + INTERVAL 2 DAY)",
        "timestamp '2011-06-15T02:30' ~ TIMESTAMP '2011-06-15 02:30:00'"
            + " ~ TIMESTAMP '2011-06-15 02:30:00'",
        "cast(a as int) ~ CAST(a AS INTEGER) ~ CAST(\"a\" AS BIGINT)",
        "try_cast(a as text) ~ TRY_CAST(a AS TEXT) ~ TRY_CAST(\"a\" AS VARCHAR)",
        "case when a then 1 else null end ~ CASE WHEN a THEN 1 ELSE null END"
            + " ~ CASE WHEN \"a\" THEN 1 ELSE null END",
        "case m when 'June' then 6 end ~ CASE m WHEN 'June' THEN 6 END"
            + " ~ CASE \"m\" WHEN 'June' THEN 6 END",
        "Make_Date(Year, Month, 1) ~ make_date(Year, Month, 1)"
            + " ~ make_date(\"Year\", \"Month\", 1)",
        "year ~ year ~ \"year\"",
        "\"and\" ~ \"and\" ~ \"and\"",
        "a || 'x' = 'bx' ~ a || 'x' = 'bx' ~ ((\"a\" || 'x') = 'bx')",
        "Größe > 1e3 ~ \"Größe\" > 1e3 ~ (\"Größe\" > 1e3)",
      })
  void printsCanonicallyAndAsSql(String text, String canonical, String sql) {
    Expression expression = new Expression(text);
    assertThat(expression.canonical()).isEqualTo(canonical);
    assertThat(expression.toSql()).isEqualTo(sql);
    assertThat(new Expression(canonical).term()).isEqualTo(expression.term());
  }

  @Test
  void namesItsColumnsInOrderOfUse() {
    assertThat(new Expression("b + a > b AND length(\"PM2.5\") IN (c)").columns())
        .containsExactly("b", "a", "PM2.5", "c");
    assertThat(new Expression("Origin").asColumn()).contains("Origin");
    assertThat(new Expression("Origin = 'IAH'").asColumn()).isEmpty();
    assertThat(Expression.ofColumn("PM2.5").text()).isEqualTo("\"PM2.5\"");
    assertThat(Expression.ofColumn("in").asColumn()).contains("in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a; DROP TABLE t",
        "a -- b",
        "a /* b */",
        "a--1",
        "(SELECT 1)",
        "a IN (SELECT b FROM c)",
        "EXISTS (SELECT 1)",
        "read_csv('/etc/passwd')",
        "getenv('HOME')",
        "a = 'b",
        "a = \"b",
        "\"\"",
        "$1",
        "?",
        "a::int",
        "a.b",
        "a[1]",
        "[1]",
        "{'a': 1}",
        "a @> b",
        "a ~ 'b'",
        "x -> x",
        "a := 1",
        "E'a'",
        "x COLLATE nocase",
        "*",
        "count(*)",
        "sum(a)",
        "a = 'b\0c'",
        "\"a\0\"",
        "a\u00a0= 1",
        "a \u2013 b",
        "1a",
        "1.",
        "a b",
        "a AND",
        "a = b = c",
        "()",
        "x IN ()",
        "NOT",
        "99999999999999999999",
        "1e999",
        "\uff07a\uff07"
      })
  void refusesWhatIsNotInTheGrammar(String text) {
    assertThatThrownBy(() -> new Expression(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("at character ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "ArrDelay >> 15 ~ at character 11: expected a column, a value, a function or (,"
            + " but found >",
        "lenght(a) > 3 ~ at character 1: there is no function lenght; did you mean length?",
        "a AND round(b, 1, 2) ~ at character 7: round takes 1 or 2 arguments, not 3",
        "DATE '2011-6-1' ~ at character 6: expected a day such as '2011-06-15',"
            + " but found '2011-6-1'",
        "INTERVAL 3 dayz ~ at character 12: expected one of SECOND, MINUTE, HOUR, DAY, WEEK,"
            + " MONTH, QUARTER, YEAR, but found dayz; did you mean DAY?",
        "CAST(a AS doubel) ~ at character 11: expected a type (boolean, integer, double, text,"
            + " date, timestamp), but found doubel; did you mean double?",
        "date_trunc(a, b) ~ at character 1: date_trunc begins with a part in quotes, one of year,"
            + " quarter, month, week, day, hour, minute, second",
        "a b ~ at character 3: expected an operator or the end, but found b",
        "a ; b ~ at character 3: an expression does not contain ;",
        "a = 'b ~ at character 5: the quote is not closed",
      })
  void saysWhereAndWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> new Expression(text)).hasMessage(message);
  }

  @Test
  void refusesWhatWouldExhaustTheStack() {
    for (String deep :
        new String[] {
          "(".repeat(50_000) + "a" + ")".repeat(49_000),
          "NOT ".repeat(20_000) + "a",
          "- ".repeat(40_000) + "a",
          "+ ".repeat(40_000) + "a",
          "a" + " + a".repeat(20_000),
          "CASE WHEN ".repeat(9_000) + "a",
          "abs(".repeat(20_000) + "a",
          "a" + " ".repeat(200_000)
        }) {
      assertThatThrownBy(() -> new Expression(deep)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new Expression("'" + "''".repeat(40_000) + "'").toSql()).hasSize(80_002);
    assertThat(new Expression("a" + " + a".repeat(300)).columns()).containsExactly("a");
  }

  @Test
  void whatIsPrintedIsReadBackTheSame() {
    RandomTerms terms = new RandomTerms(new Random(20110615));
    for (int i = 0; i < 5_000; i++) {
      Term term = terms.next(5);
      StringBuilder text = new StringBuilder();
      term.text(text);
      Expression read = new Expression(text.toString());
      assertThat(read.term()).as(text.toString()).isEqualTo(term);
      assertThat(read.canonical()).isEqualTo(text.toString());
    }
  }

  @Test
  void noiseIsReadOrRefusedButNeverBreaks() {
    Random random = new Random(7);
    String[] bits = {
      "a",
      "\"b c\"",
      "'t'",
      "1",
      "0.5",
      "(",
      ")",
      ",",
      "+",
      "-",
      "*",
      "//",
      "%",
      "||",
      "=",
      "<>",
      " AND ",
      " OR ",
      " NOT ",
      " IN ",
      " BETWEEN ",
      " IS ",
      " NULL ",
      " LIKE ",
      " CASE ",
      " WHEN ",
      " THEN ",
      " END ",
      "CAST(",
      " AS ",
      "date",
      "interval ",
      "day",
      "abs(",
      ";",
      "--",
      "/*",
      "'",
      "\"",
      "\0",
      "é",
      " ",
      "\uD83D"
    };
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(9); n >= 0; n--) {
        text.append(bits[random.nextInt(bits.length)]);
      }
      try {
        Expression expression = new Expression(text.toString());
        assertThat(new Expression(expression.canonical()).term()).isEqualTo(expression.term());
        read++;
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s)(at character \\d+: |an expression is not empty).*");
      }
    }
    assertThat(read).isGreaterThan(500);
  }
}
