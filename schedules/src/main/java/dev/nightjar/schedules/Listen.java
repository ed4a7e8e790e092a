package dev.nightjar.schedules;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name or an address of this machine; an IPv6 address without brackets
 * @param port 0: one that is free
 */
public record Listen(String host, int port) {

  private static final Pattern TEXT =
      Pattern.compile("(\\[([0-9A-Fa-f:.]+)]|[^:\\[\\]/@ ]+):(\\d{1,5})");
  private static final int LAST_PORT = 65_535;

  /**
   * Reads {@code 127.0.0.1:8470} or {@code [::1]:8470}.
   *
   * @throws IllegalArgumentException that says what was expected
   */
  public static Listen parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches() || Integer.parseInt(m.group(3)) > LAST_PORT) {
      throw new IllegalArgumentException(
          "expected HOST:PORT such as 127.0.0.1:8470 or [::1]:8470, or off, but found " + text);
    }
    String host = m.group(2) == null ? m.group(1) : m.group(2);
    return new Listen(host.toLowerCase(Locale.ROOT), Integer.parseInt(m.group(3)));
  }

  /**
   * Whether only this machine can reach it.
   *
   * @throws IllegalArgumentException when nobody knows the host
   */
  public boolean isLoopback() {
    return address().isLoopbackAddress();
  }

  /** Whether it listens on every address of this machine. */
  public boolean isEverywhere() {
    return address().isAnyLocalAddress();
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "nobody knows the host " + host + "; expected a name or an address of this machine", e);
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
