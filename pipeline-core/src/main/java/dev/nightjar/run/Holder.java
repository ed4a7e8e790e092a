package dev.nightjar.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that holds a lease.
 *
 * @param host the machine's name
 * @param pid the process
 * @param start when the process began: tells it from a later one with the same number
 */
public record Holder(String host, long pid, Instant start) {

  private static final Pattern TEXT = Pattern.compile("([^:]+):(\\d+):(.+)");

  public Holder {
    if (host.isEmpty() || host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("not a host name: " + host);
    }
  }

  /** This process. */
  public static Holder current() {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(hostName(), self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
  }

  /** Reads {@code host:pid:startInstant}. */
  public static Holder parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not host:pid:startInstant: " + text);
    }
    return new Holder(m.group(1), Long.parseLong(m.group(2)), Instant.parse(m.group(3)));
  }

  /** {@code host:pid:startInstant}. */
  @Override
  public String toString() {
    return host + ":" + pid + ":" + start;
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.isEmpty() || name.indexOf(':') >= 0 ? "localhost" : name;
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
