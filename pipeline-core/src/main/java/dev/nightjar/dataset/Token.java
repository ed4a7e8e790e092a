package dev.nightjar.dataset;

import java.util.Locale;

/**
 * A word of an {@link Expression}.
 *
 * @param kind what it is
 * @param text without its quotes
 * @param at place of its first character, from 1
 */
record Token(Kind kind, String text, int at) {

  enum Kind {
    NAME,
    QUOTED,
    NUMBER,
    TEXT,
    SYMBOL,
    END
  }

  /** Whether it is this word of the grammar, in any case. */
  boolean isWord(String word) {
    return kind == Kind.NAME && text.toUpperCase(Locale.ROOT).equals(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** How a message names it. */
  String shown() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "'" + text + "'";
      case QUOTED -> '"' + text + '"';
      case NAME, NUMBER, SYMBOL -> text;
    };
  }
}
