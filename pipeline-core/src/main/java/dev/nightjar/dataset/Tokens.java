package dev.nightjar.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of an {@link Expression} into {@link Token}s. */
final class Tokens {

  private static final int LONGEST = 100_000;

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>[ \\t\\r\\n]+)"
              + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<number>(?:[0-9]++(?:\\.[0-9]++)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+)"
              + "|(?<symbol>\\|\\||//|==|!=|<>|<=|>=|[-+*/%=<>(),])");

  private Tokens() {}

  /** The tokens, the last of kind END. */
  static List<Token> of(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an expression has at most " + LONGEST + " characters, not " + text.length());
    }
    List<Token> tokens = new ArrayList<>();
    Matcher m = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("--", at) || text.startsWith("/*", at)) {
        throw refuse(at, "an expression has no comments (write - -x for a double minus)");
      }
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        at = quoted(text, at, tokens);
        continue;
      }
      if (!m.region(at, text.length()).lookingAt()) {
        String found = Character.toString(text.codePointAt(at));
        throw refuse(at, "an expression does not contain " + found);
      }
      add(tokens, m, at + 1);
      at = m.end();
      if (m.group("number") != null && at < text.length() && isNamePart(text.codePointAt(at))) {
        throw refuse(at, "a number does not run into a name; put the name in double quotes");
      }
    }
    tokens.add(new Token(Token.Kind.END, "", text.length() + 1));
    return tokens;
  }

  private static void add(List<Token> tokens, Matcher m, int at) {
    String all = m.group();
    if (m.group("name") != null) {
      tokens.add(new Token(Token.Kind.NAME, all, at));
    } else if (m.group("number") != null) {
      tokens.add(new Token(Token.Kind.NUMBER, all, at));
    } else if (m.group("symbol") != null) {
      tokens.add(new Token(Token.Kind.SYMBOL, all, at));
    }
  }

  /** Adds the quoted token that begins at {@code from} and returns the index after it. */
  private static int quoted(String text, int from, List<Token> tokens) {
    char quote = text.charAt(from);
    StringBuilder inner = new StringBuilder();
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\0') {
        throw refuse(at - 1, "an expression does not contain the character 0");
      }
      if (c == quote) {
        if (at >= text.length() || text.charAt(at) != quote) {
          Token.Kind kind = quote == '"' ? Token.Kind.QUOTED : Token.Kind.TEXT;
          if (kind == Token.Kind.QUOTED && inner.toString().isBlank()) {
            throw refuse(from, "a column's name is not empty");
          }
          tokens.add(new Token(kind, inner.toString(), from + 1));
          return at;
        }
        at++;
      }
      inner.append(c);
    }
    throw refuse(from, "the quote is not closed");
  }

  private static boolean isNamePart(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static IllegalArgumentException refuse(int index, String why) {
    return new IllegalArgumentException("at character " + (index + 1) + ": " + why);
  }
}
