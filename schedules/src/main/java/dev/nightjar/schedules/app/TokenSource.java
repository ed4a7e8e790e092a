package dev.nightjar.schedules.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the token of a client comes from: never the command line, which others can read. */
final class TokenSource {

  private static final String TOKEN = "NIGHTJAR_TOKEN";
  private static final String FILE = "NIGHTJAR_TOKEN_FILE";

  private TokenSource() {}

  /** The variable's token, or that in the file which the other variable names; null: neither. */
  static @Nullable String of(Map<String, String> environment) {
    String token = environment.get(TOKEN);
    if (token != null && !token.isBlank()) {
      return token.strip();
    }
    String file = environment.get(FILE);
    if (file == null || file.isBlank()) {
      return null;
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(FILE + ": cannot read " + file + ": " + e.getMessage(), e));
    }
  }
}
