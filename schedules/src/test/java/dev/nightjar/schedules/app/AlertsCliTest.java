package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.Subject;
import dev.nightjar.jobs.alerts.Receiver;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar alerts}, and what a night's command does about its own. */
@Timeout(120)
class AlertsCliTest {

  @TempDir Path dir;
  private Path workspace;
  private Terminal terminal;
  private Receiver hook;
  private Receiver beat;

  @BeforeEach
  void open() throws IOException {
    workspace = dir.resolve("ws");
    terminal = new Terminal(workspace);
    hook = new Receiver();
    beat = new Receiver();
    settings(
        "alerts:",
        "  - {kind: webhook, name: hook, url: \"" + hook.url() + "\", events: all}",
        "  - {kind: heartbeat, name: beat, url: \"" + beat.url() + "\"}");
  }

  @AfterEach
  void close() {
    hook.close();
    beat.close();
  }

  private void settings(String... lines) throws IOException {
    Files.write(dir.resolve("nightjar.yaml"), List.of(lines));
  }

  private interface Work {
    void with(LocalPlaces places, Outbox outbox) throws IOException;
  }

  private void in(Work work) throws IOException {
    SettingsSource source = SettingsSource.configured(Map.of());
    LocalPlaces places = LocalPlaces.open(workspace, InstantSource.system(), source);
    try (RunLedger ledger = places.ledger().open(LeaseRules.standard())) {
      work.with(places, ledger.outbox());
    } finally {
      places.store().close();
    }
  }

  private static Announcement happened(String key) {
    return new Announcement.Happened(
        new Alert(key, AlertKind.FAILED, "FAILED p: " + key, "", "", Subject.of("p")));
  }

  @Test
  void testAsksEveryChannelPastTheOutbox() {
    beat.answer(404, Map.of(), "");
    Terminal.Answer said = terminal.type("alerts", "test");
    assertThat(said.code()).as("one did not take it").isEqualTo(1);
    assertThat(said.out().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("taken     hook: "))
        .anyMatch(line -> line.startsWith("not taken beat: "));
    assertThat(said.out()).doesNotContain("hidden-token");
    assertThat(hook.headlines()).singleElement().asString().contains("TEST of nightjar's alerts");
    assertThat(terminal.type("alerts", "list").out()).contains("no alerts yet");
    beat.answer(200, Map.of(), "");
    assertThat(terminal.type("alerts", "test").code()).isZero();
  }

  @Test
  void testSaysWhichChannelCannotBeOpened() throws IOException {
    settings("alerts:", "  - {kind: slack, url: {env: NIGHTJAR_NO_SUCH}}");
    Terminal.Answer said = terminal.type("alerts", "test");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("not taken slack: ", "NIGHTJAR_NO_SUCH");
    Files.delete(dir.resolve("nightjar.yaml"));
    assertThat(terminal.type("alerts", "test").out()).contains("no channels: name some");
  }

  @Test
  void whatDidNotComeThroughWaitsIsListedAndSentAgain() throws IOException {
    hook.answer(503, Map.of(), "");
    List<String> remarks = new ArrayList<>();
    in(
        (places, outbox) -> {
          outbox.announce(happened("one"));
          try (Outgoing alerts = Outgoing.open(places, outbox, remarks::add)) {
            alerts.ended(Status.FAILED);
          }
        });
    assertThat(beat.calls()).as("a failed night is silence").isEmpty();
    assertThat(remarks)
        .containsExactly(
            "1 alert waits in the outbox; the next run sends what is left (nightjar alerts list)",
            "no answer from hook (nightjar alerts test)");
    Terminal.Answer waits = terminal.type("alerts", "list", "--waiting");
    assertThat(waits.out()).contains("FAILED p: one", "hook: waiting, tries: 1, next: ", "503");

    hook.answer(200, Map.of(), "");
    String id = waits.out().substring(0, 8);
    assertThat(terminal.type("alerts", "retry", id).out()).isEqualTo("tried again: 1\n");
    assertThat(hook.headlines()).containsExactly("FAILED p: one", "FAILED p: one");
    assertThat(hook.calls().stream().map(c -> c.json().get("id").asText()).distinct())
        .as("with the same id")
        .hasSize(1);
    assertThat(terminal.type("alerts", "list", "--waiting").out()).contains("no alert waits");
    assertThat(terminal.type("alerts", "list").out()).contains(id, "hook: sent");
    assertThat(terminal.type("alerts", "retry").out()).isEqualTo("tried again: 0\n");
  }

  @Test
  void aNightThatEndedIsHeardOutside() throws IOException {
    List<String> remarks = new ArrayList<>();
    in(
        (places, outbox) -> {
          try (Outgoing alerts = Outgoing.open(places, outbox, remarks::add)) {
            alerts.ended(Status.SUCCEEDED);
          }
        });
    assertThat(beat.calls()).hasSize(1);
    assertThat(remarks).isEmpty();
  }

  @Test
  void aChannelThatCannotBeOpenedIsSaidAndItsAlertsWait() throws IOException {
    settings("alerts:", "  - {kind: slack, url: {env: NIGHTJAR_NO_SUCH}}");
    List<String> remarks = new ArrayList<>();
    in(
        (places, outbox) -> {
          outbox.announce(happened("one"));
          Outgoing.open(places, outbox, remarks::add).close();
          assertThat(outbox.waiting(9)).hasSize(1);
        });
    assertThat(remarks.get(0))
        .contains("alert channel slack: ", "NIGHTJAR_NO_SUCH", "its alerts wait in the outbox");
  }

  @Test
  void aMistakeIsToldInWords() throws IOException {
    in(
        (places, outbox) -> {
          outbox.announce(happened("one"));
          outbox.announce(happened("two"));
        });
    Terminal.Answer none = terminal.type("alerts", "retry", "zzz");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("there is no alert zzz; nightjar alerts list shows");
    Terminal.Answer several = terminal.type("alerts", "retry", "");
    assertThat(several.code()).isEqualTo(2);
    assertThat(several.err()).contains("there are several alerts");
    assertThat(terminal.type("alerts", "list", "-n", "0").err())
        .contains("--limit: expected 1 or more, found 0");
    settings("alerts:", "  - {kind: webhok, url: https://example.org}");
    assertThat(terminal.type("alerts", "test").err())
        .contains("nightjar.yaml:2", "did you mean webhook?");
  }
}
