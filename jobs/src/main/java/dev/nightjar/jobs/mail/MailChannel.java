package dev.nightjar.jobs.mail;

import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Template;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Mail to some people. The subject is the alert's first line; the message's id is that of the
 * alert, so that a mail which went out twice can be told.
 */
public final class MailChannel implements Channel {

  private static final int PERMANENT = 500;
  private static final int LONGEST_SUBJECT = 200;

  private final String name;
  private final MailServer server;
  private final InternetAddress from;
  private final Address[] to;
  private final @Nullable Template template;

  /**
   * A channel.
   *
   * @param name in the settings
   * @param template of the body; null: the usual text
   * @throws IllegalArgumentException when an address is none
   */
  public MailChannel(
      String name, MailServer server, String from, List<String> to, @Nullable Template template) {
    this.name = name;
    this.server = server;
    this.from = address(from);
    List<Address> receivers = new ArrayList<>();
    to.forEach(text -> receivers.add(address(text)));
    this.to = receivers.toArray(new Address[0]);
    this.template = template;
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("expected a mail address, found “" + text + "”", e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Answer send(Message message) {
    Session session = Session.getInstance(server.properties());
    try (Transport transport = session.getTransport()) {
      transport.connect(server.address().getUserInfo(), server.password());
      MimeMessage mail = mail(session, message);
      transport.sendMessage(mail, to);
      return new Answer.Accepted(
          "sent to " + to.length + (to.length == 1 ? " address" : " addresses"));
    } catch (SMTPSendFailedException e) {
      return e.getReturnCode() >= PERMANENT
          ? new Answer.Refused(text(e))
          : new Answer.Unreachable(text(e), null);
    } catch (AuthenticationFailedException e) {
      return new Answer.Refused("the server did not let us in: " + text(e));
    } catch (SendFailedException e) {
      return new Answer.Refused(text(e));
    } catch (MessagingException e) {
      return new Answer.Unreachable(server + ": " + text(e), null);
    }
  }

  private MimeMessage mail(Session session, Message message) throws MessagingException {
    MimeMessage mail = new Stamped(session, message.id().toString());
    mail.setFrom(from);
    mail.setRecipients(MimeMessage.RecipientType.TO, to);
    // One line already; its characters are encoded, so that none of them begins a header.
    mail.setSubject(subject(message.alert().headline()), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(message.at()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Nightjar-Event", message.alert().kind().word());
    UnaryOperator<String> asItIs = UnaryOperator.identity();
    mail.setText(
        template == null ? Template.standard(message, asItIs) : template.render(message, asItIs),
        StandardCharsets.UTF_8.name());
    mail.saveChanges();
    return mail;
  }

  private static String subject(String headline) {
    String line = headline.replaceAll("[\\r\\n]+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
  }

  private static String text(MessagingException e) {
    String text = String.valueOf(e.getMessage()).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.length() <= LONGEST_SUBJECT ? text : text.substring(0, LONGEST_SUBJECT) + "…";
  }

  /** A message that keeps the id which it is given. */
  private static final class Stamped extends MimeMessage {

    private final String id;

    Stamped(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + "@nightjar>");
    }
  }
}
