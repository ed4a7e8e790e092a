package dev.nightjar.jobs.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Subject;
import dev.nightjar.alert.Template;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailChannelTest {

  private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000007");
  private static final Instant NOON = Instant.parse("2011-06-16T12:00:00Z");

  private FakeSmtp server;

  @BeforeEach
  void listen() throws Exception {
    server = new FakeSmtp();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private Answer send(String headline, @Nullable Template template) {
    Alert alert =
        new Alert(
            "k",
            AlertKind.BLOCKED,
            headline,
            "2 rows are null.",
            "retract the segment\n.\nBcc: x@example.org",
            Subject.of("p"));
    return new MailChannel(
            "mail",
            new MailServer(server.address(), true, null),
            "nightjar@example.org",
            List.of("ops@example.org", "ml@example.org"),
            template)
        .send(new Message(ID, NOON, alert));
  }

  private MimeMessage received() throws Exception {
    byte[] raw = server.mails().take().getBytes(StandardCharsets.UTF_8);
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
  }

  @Test
  void sendsTheFirstLineAsSubjectAndTheRestAsText() throws Exception {
    assertThat(send("BLOCKED p 2011-06-15: Größe — 2 nulls", null))
        .isEqualTo(new Answer.Accepted("sent to 2 addresses"));
    MimeMessage mail = received();
    assertThat(mail.getSubject()).isEqualTo("BLOCKED p 2011-06-15: Größe — 2 nulls");
    assertThat(mail.getMessageID()).isEqualTo("<" + ID + "@nightjar>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getSentDate()).isEqualTo(NOON);
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(String.valueOf(mail.getContent()).replace("\r\n", "\n").strip())
        .startsWith("BLOCKED p 2011-06-15: Größe — 2 nulls\n2 rows are null.\nWhat to do: retract")
        .contains("\n.");
  }

  @Test
  void nothingFromDataBeginsAHeader() throws Exception {
    send("BLOCKED p: x\r\nBcc: victim@example.org\r\n\r\nbody", null);
    MimeMessage mail = received();
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(mail.getSubject()).isEqualTo("BLOCKED p: x Bcc: victim@example.org body");
  }

  @Test
  void aTemplateIsTheBody() throws Exception {
    send("BLOCKED p: x", new Template("{{pipeline}}/{{event}}\n{{advice}}"));
    assertThat(String.valueOf(received().getContent())).startsWith("p/blocked");
  }

  @Test
  void whatTheServerSaysForEverIsRefusedAndWhatItSaysForNowIsTriedAgain() {
    server.answer("554 we take none of this");
    assertThat(send("BLOCKED p: x", null))
        .isInstanceOfSatisfying(
            Answer.Refused.class, a -> assertThat(a.text()).contains("554 we take none"));
    server.answer("451 come back later");
    assertThat(send("BLOCKED p: x", null))
        .isInstanceOfSatisfying(
            Answer.Unreachable.class, a -> assertThat(a.text()).contains("451 come back"));
  }

  @Test
  void nobodyThereIsTriedAgain() throws Exception {
    server.close();
    assertThat(send("BLOCKED p: x", null))
        .isInstanceOfSatisfying(
            Answer.Unreachable.class, a -> assertThat(a.text()).contains("smtp://127.0.0.1"));
  }

  @Test
  void withoutTlsNothingIsSentUnlessASettingSaysSo() {
    Answer answer =
        new MailChannel(
                "mail",
                new MailServer(server.address(), false, null),
                "a@example.org",
                List.of("b@example.org"),
                null)
            .send(
                new Message(
                    ID, NOON, new Alert("k", AlertKind.FAILED, "x", "", "", Subject.of("p"))));
    assertThat(answer.text()).contains("STARTTLS");
    assertThat(server.mails()).isEmpty();
    assertThatThrownBy(() -> new MailServer(server.address(), true, "geheim"))
        .hasMessageContaining("TLS only");
    assertThat(new MailServer(server.address(), false, "geheim"))
        .asString()
        .doesNotContain("geheim");
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    assertThatThrownBy(
            () ->
                new MailChannel(
                    "mail",
                    new MailServer(server.address(), true, null),
                    "a b@",
                    List.of("b@example.org"),
                    null))
        .hasMessageContaining("“a b@”");
  }
}
