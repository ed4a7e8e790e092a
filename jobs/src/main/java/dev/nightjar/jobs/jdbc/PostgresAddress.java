package dev.nightjar.jobs.jdbc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is: {@code postgresql://user@host:5432/database}. It holds no
 * password.
 *
 * @param host a name, or an address
 * @param port 5432 if left out
 * @param database its name
 * @param user who connects; null: as the operating system calls the user
 * @param sslmode as libpq has it; null: encrypted where the server offers it
 */
public record PostgresAddress(
    String host, int port, String database, @Nullable String user, @Nullable String sslmode) {

  private static final int STANDARD_PORT = 5432;
  private static final String EXPECTED = "expected postgresql://user@host:5432/database";
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** Whether a text names such a database, right or wrong. */
  public static boolean isOne(String text) {
    return Set.of("postgresql", "postgres").contains(scheme(text));
  }

  private static String scheme(String text) {
    int colon = text.indexOf("://");
    return colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none; the message shows no password
   */
  public static PostgresAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
    String user = uri.getUserInfo();
    if (user != null && user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "it holds a password; set NIGHTJAR_LEDGER_PASSWORD, or write it to ~/.pgpass");
    }
    String path = uri.getPath();
    if (!isOne(text) || uri.getHost() == null || path == null || !path.matches("/[^/]+")) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return new PostgresAddress(
        uri.getHost(),
        uri.getPort() < 0 ? STANDARD_PORT : uri.getPort(),
        path.substring(1),
        user,
        sslmode(uri.getQuery()));
  }

  private static @Nullable String sslmode(@Nullable String query) {
    if (query == null) {
      return null;
    }
    String mode = query.startsWith("sslmode=") ? query.substring("sslmode=".length()) : "";
    if (!MODES.contains(mode)) {
      throw new IllegalArgumentException(
          "after the ? only sslmode=… may stand, one of " + String.join(", ", MODES));
    }
    return mode;
  }

  /** The same as the driver wants it, without user and password. */
  String jdbc() {
    return "jdbc:postgresql://%s:%d/%s%s"
        .formatted(host, port, encoded(database), sslmode == null ? "" : "?sslmode=" + sslmode);
  }

  private static String encoded(String name) {
    return URI.create("x:/").resolve(rawPath(name)).getRawPath().substring(1);
  }

  private static URI rawPath(String name) {
    try {
      return new URI(null, null, "/" + name, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
  }

  /** {@code postgresql://user@host:5432/database}. */
  @Override
  public String toString() {
    return "postgresql://%s%s:%d/%s"
        .formatted(user == null ? "" : user + "@", host, port, database);
  }
}
