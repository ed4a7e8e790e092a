package dev.nightjar.jobs.mail;

import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes mail.
 *
 * @param address {@code smtp://user@host:587}, or {@code smtps://…}; without a port the usual one
 * @param plain whether {@code smtp} goes without TLS; otherwise STARTTLS is required
 * @param password of the user; null: nobody logs in
 */
public record MailServer(URI address, boolean plain, @Nullable String password) {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Throws {@link IllegalArgumentException} when a password would go over the line in clear. */
  public MailServer {
    if (plain && password != null) {
      throw new IllegalArgumentException("a password goes over TLS only");
    }
  }

  /** How Jakarta Mail wants to be told. */
  Properties properties() {
    String protocol = address.getScheme();
    String mail = "mail." + protocol + ".";
    Properties p = new Properties();
    p.setProperty("mail.transport.protocol", protocol);
    p.setProperty(mail + "host", address.getHost());
    if (address.getPort() > 0) {
      p.setProperty(mail + "port", Integer.toString(address.getPort()));
    }
    p.setProperty(mail + "connectiontimeout", Long.toString(CONNECT.toMillis()));
    p.setProperty(mail + "timeout", Long.toString(ANSWER.toMillis()));
    p.setProperty(mail + "writetimeout", Long.toString(ANSWER.toMillis()));
    p.setProperty(mail + "ssl.checkserveridentity", "true");
    p.setProperty(mail + "starttls.enable", Boolean.toString(!plain));
    p.setProperty(mail + "starttls.required", Boolean.toString(!plain));
    p.setProperty(mail + "auth", Boolean.toString(password != null));
    return p;
  }

  @Override
  public String toString() {
    return address.getScheme() + "://" + address.getHost();
  }
}
