package dev.nightjar.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static Message message(String headline, String cause) {
    Subject subject = new Subject("p", null, null, "7f3a", null);
    Alert alert = new Alert("k", AlertKind.FAILED, headline, cause, "", subject);
    return new Message(new UUID(0, 7), Instant.EPOCH, alert);
  }

  @Test
  void fieldsAreFilledAndEscapedAndWhatIsNotThereIsEmpty() {
    Template template = new Template("<{{ headline }}> {{run}}{{owner}} {{event}} {x}");
    assertThat(template.render(message("a<b", ""), text -> text.replace("<", "&lt;")))
        .isEqualTo("<a&lt;b> 7f3a failed {x}");
  }

  @Test
  void whatAValueHoldsIsNoField() {
    assertThat(new Template("{{headline}}").render(message("{{cause}} $1", "no"), text -> text))
        .isEqualTo("{{cause}} $1");
  }

  @Test
  void anUnknownFieldIsNamedWithTheNearest() {
    assertThatThrownBy(() -> new Template("{{headlin}}"))
        .hasMessageContainingAll("{{headlin}}", "did you mean headline?", "known: headline, event");
    assertThatThrownBy(() -> new Template("{{headline")).hasMessageContaining("left open");
    assertThatThrownBy(() -> new Template("{{ }}")).hasMessageContaining("there is no field");
  }

  @Test
  void theUsualTextBeginsWithTheHeadlineAndLeavesOutWhatIsNotThere() {
    assertThat(Template.standard(message("FAILED p: x", "why"), text -> text))
        .isEqualTo("FAILED p: x\nwhy\nRun: 7f3a");
  }

  @Test
  void anAlertIsCleanedAndCut() {
    Alert alert = message("a\r\nBcc: x\u001b[2J\u2028b\u202ec", "x".repeat(9_000)).alert();
    assertThat(alert.headline()).isEqualTo("a Bcc: x [2J b\uFFFDc");
    assertThat(alert.cause()).hasSize(2_000).endsWith("…");
    assertThatThrownBy(() -> new Alert("a b", AlertKind.FAILED, "", "", "", Subject.of("p")))
        .hasMessageContaining("not the key");
  }

  @Test
  void waitsDoubleAndAReceiverMayAskForMore() {
    Answer later = new Answer.Unreachable("HTTP 503", null);
    assertThat(Settlement.of(later, 1))
        .isEqualTo(new Settlement.Again("HTTP 503", Duration.ofSeconds(10)));
    assertThat(Settlement.of(later, 4))
        .isEqualTo(new Settlement.Again("HTTP 503", Duration.ofSeconds(80)));
    assertThat(Settlement.of(later, 11))
        .isEqualTo(new Settlement.Again("HTTP 503", Duration.ofMinutes(30)));
    assertThat(Settlement.of(later, Settlement.TRIES)).isInstanceOf(Settlement.GivenUp.class);
    Answer busy = new Answer.Unreachable("HTTP 429", Duration.ofMinutes(5));
    assertThat(Settlement.of(busy, 1))
        .isEqualTo(new Settlement.Again("HTTP 429", Duration.ofMinutes(5)));
    Answer rude = new Answer.Unreachable("HTTP 429", Duration.ofDays(5));
    assertThat(Settlement.of(rude, 1))
        .isEqualTo(new Settlement.Again("HTTP 429", Duration.ofHours(1)));
    assertThat(Settlement.of(new Answer.Refused("HTTP 404"), 1))
        .isEqualTo(new Settlement.GivenUp("HTTP 404"));
  }
}
