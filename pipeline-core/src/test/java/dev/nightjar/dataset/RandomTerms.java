package dev.nightjar.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes terms of every kind, the same for the same seed. */
final class RandomTerms {

  private static final List<String> NAMES =
      List.of("a", "Year", "PM2.5", "in", "we\"ird", "é", "x y");
  private static final List<String> TEXTS = List.of("", "it's", "%", "--", "a;b", "\"", "日");

  private final Random random;

  RandomTerms(Random random) {
    this.random = random;
  }

  Term next(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> new Term.Binary(any(Operator.values()), next(depth - 1), next(depth - 1));
      case 3 -> new Term.Prefix(random.nextBoolean(), next(depth - 1));
      case 4 -> test(depth);
      case 5 ->
          new Term.Case(
              random.nextBoolean() ? next(depth - 1) : null,
              some(2 + 2 * random.nextInt(2), depth),
              random.nextBoolean() ? next(depth - 1) : null);
      case 6 -> new Term.Cast(next(depth - 1), any(ColumnType.values()), random.nextBoolean());
      case 7 -> new Term.Call("concat", some(1 + random.nextInt(3), depth));
      default -> leaf();
    };
  }

  private Term test(int depth) {
    Term.Test.Form form = any(Term.Test.Form.values());
    int against =
        switch (form) {
          case NULL -> 0;
          case LIKE -> 1;
          case BETWEEN -> 2;
          case IN -> 1 + random.nextInt(3);
        };
    return new Term.Test(form, random.nextBoolean(), next(depth - 1), some(against, depth));
  }

  private List<Term> some(int count, int depth) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      terms.add(next(depth - 1));
    }
    return terms;
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Term leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> new Term.Literal(Term.Kind.INTEGER, Integer.toString(random.nextInt(100)));
      case 1 -> new Term.Literal(Term.Kind.DECIMAL, random.nextInt(100) + ".25");
      case 2 -> new Term.Literal(Term.Kind.TEXT, TEXTS.get(random.nextInt(TEXTS.size())));
      case 3 -> new Term.Literal(Term.Kind.WORD, random.nextBoolean() ? "true" : "null");
      case 4 -> new Term.Literal(Term.Kind.DATE, "2011-06-15");
      case 5 -> new Term.Literal(Term.Kind.INTERVAL, random.nextInt(9) + " DAY");
      default -> new Term.Column(NAMES.get(random.nextInt(NAMES.size())));
    };
  }
}
