package dev.nightjar.dataset;

/** The signs between two terms of an {@link Expression}. */
enum Operator {
  OR("OR", 1),
  AND("AND", 2),
  EQUAL("=", Term.COMPARISON),
  UNEQUAL("<>", Term.COMPARISON),
  LESS("<", Term.COMPARISON),
  AT_MOST("<=", Term.COMPARISON),
  MORE(">", Term.COMPARISON),
  AT_LEAST(">=", Term.COMPARISON),
  JOIN("||", 5),
  PLUS("+", 6),
  MINUS("-", 6),
  TIMES("*", 7),
  OVER("/", 7),
  WHOLE_OVER("//", 7),
  REST("%", 7);

  /** The loosest and the tightest level. */
  static final int LOOSEST = 1;

  static final int TIGHTEST = 7;

  final String sign;
  final int level;

  Operator(String sign, int level) {
    this.sign = sign;
    this.level = level;
  }

  /** Whether a right side of zero has no answer. */
  boolean divides() {
    return this == OVER || this == WHOLE_OVER || this == REST;
  }

  /** Whether the token is this operator. */
  boolean is(Token token) {
    if (level <= 2) {
      return token.isWord(sign);
    }
    return token.isSymbol(sign)
        || (this == EQUAL && token.isSymbol("=="))
        || (this == UNEQUAL && token.isSymbol("!="));
  }
}
