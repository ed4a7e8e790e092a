package dev.nightjar.dataset;

import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The functions that an {@link Expression} may call. All are free of side effects. */
final class Functions {

  private static final int MANY = 50;
  private static final List<String> PARTS =
      List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second");

  /** Name to fewest and most arguments. */
  private static final Map<String, int[]> ARGUMENTS = new TreeMap<>();

  static {
    add(1, 1, "lower", "upper", "length", "abs", "floor", "ceil", "ln", "sqrt");
    add(1, 1, "year", "month", "day", "dayofweek", "isodow", "hour", "minute");
    add(1, 2, "trim", "round");
    add(2, 2, "strptime", "try_strptime", "nullif", "date_trunc");
    add(2, 2, "regexp_matches", "contains", "starts_with");
    add(2, 3, "substr");
    add(3, 3, "replace", "make_date", "date_diff");
    add(6, 6, "make_timestamp");
    add(1, MANY, "concat", "coalesce");
    add(2, MANY, "greatest", "least");
  }

  private Functions() {}

  private static void add(int fewest, int most, String... names) {
    for (String name : names) {
      ARGUMENTS.put(name, new int[] {fewest, most});
    }
  }

  /** What is wrong with the call, or an empty text. */
  static String mistake(String name, List<Term> arguments) {
    int[] range = ARGUMENTS.get(name);
    if (range == null) {
      return "there is no function "
          + name
          + Nearest.of(name, ARGUMENTS.keySet())
              .map(n -> "; did you mean " + n + "?")
              .orElse("; there are " + String.join(", ", ARGUMENTS.keySet()));
    }
    if (arguments.size() < range[0] || arguments.size() > range[1]) {
      return name + " takes " + words(range) + ", not " + arguments.size();
    }
    if (name.startsWith("date_") && !isPart(arguments.get(0))) {
      return name + " begins with a part in quotes, one of " + String.join(", ", PARTS);
    }
    return "";
  }

  private static boolean isPart(Term term) {
    return term instanceof Term.Literal literal
        && literal.kind() == Term.Kind.TEXT
        && PARTS.contains(literal.value().toLowerCase(Locale.ROOT));
  }

  private static String words(int[] range) {
    if (range[1] == MANY) {
      return "at least " + range[0] + " argument" + (range[0] == 1 ? "" : "s");
    }
    return range[0] == range[1]
        ? range[0] + " argument" + (range[0] == 1 ? "" : "s")
        : range[0] + " or " + range[1] + " arguments";
  }
}
