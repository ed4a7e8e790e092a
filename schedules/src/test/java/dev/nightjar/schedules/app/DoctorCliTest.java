package dev.nightjar.schedules.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar doctor} as a person types it, on workspaces that are well and on others. */
class DoctorCliTest {

  @TempDir Path dir;

  private Terminal workspace() throws IOException {
    Files.createDirectories(dir.resolve("w"));
    return new Terminal(dir.resolve("w"));
  }

  @Test
  void aWorkspaceThatIsWellIsSaidToBe() throws IOException {
    Terminal.Answer answer = workspace().type("doctor", "--deep");
    assertThat(answer.code()).as(answer.out()).isZero();
    assertThat(answer.out())
        .contains("✓ machine", "DuckDB", "zstd", "XGBoost", "✓ store", "✓ clock", "✓ logs")
        .contains("✓ ledger     there is none yet")
        .doesNotContain("✗");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void aWorkspaceThatIsNotThereIsNoError() {
    Terminal.Answer answer = new Terminal(dir.resolve("none")).type("doctor");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("! workspace", "there is no workspace", "→ nightjar dataset");
    assertThat(dir.resolve("none")).doesNotExist();
  }

  @Test
  void whatIsDamagedIsAnErrorInJsonToo() throws IOException {
    Terminal terminal = workspace();
    Path root = dir.resolve("w/store");
    try (DirectoryStore store = DirectoryStore.open(root)) {
      Digest digest = new Blobs(store).put("sound".getBytes(UTF_8));
      Files.writeString(root.resolve(Blobs.key(digest).path()), "other");
    }
    assertThat(terminal.type("doctor").code()).isZero();
    Terminal.Answer answer = terminal.type("doctor", "--deep", "--output", "json");
    assertThat(answer.code()).isEqualTo(1);
    Json json = Json.read(answer.out());
    assertThat(json.number("errors")).isEqualTo(1);
    assertThat(json.text("healthy")).isEqualTo("false");
    assertThat(json.list("findings"))
        .filteredOn(f -> f.text("severity").equals("error"))
        .singleElement()
        .satisfies(f -> assertThat(f.text("text")).contains(Digest.of("sound").hex()))
        .satisfies(f -> assertThat(f.text("text")).contains(Digest.of("other").hex()))
        .satisfies(f -> assertThat(f.text("cure")).contains("copy of the store"));
  }

  @Test
  void aStoreOfANewerFormatIsRefusedInWords() throws IOException {
    Terminal terminal = workspace();
    assertThat(terminal.type("gc").code()).isZero();
    Files.writeString(dir.resolve("w/store/format.json"), "{\"format\":9,\"layoutId\":\"x\"}");
    Terminal.Answer doctor = terminal.type("doctor");
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out()).contains("✗ workspace", "format 9", "a newer nightjar");
    Terminal.Answer gc = terminal.type("gc");
    assertThat(gc.code()).as("as a wrong setting").isEqualTo(2);
    assertThat(gc.err()).startsWith("nightjar: the store").contains("format 9");
  }

  @Test
  void theLedgerIsNotRebuiltUnderSomebodysHands() throws IOException {
    Terminal terminal = workspace();
    try (RunLedger ledger = H2Ledger.open(dir.resolve("w"), LeaseRules.standard())) {
      Slot slot = Slot.of("p", Instant.parse("2026-11-26T00:00:00Z"));
      ledger.claim(slot, Digest.of("pin"), Reprocess.ALL, Holder.current());
    }
    Terminal.Answer refused = terminal.type("doctor", "--rebuild-ledger");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("somebody works by this ledger", "--force");
    assertThat(terminal.type("doctor", "--rebuild-ledger", "--force").code()).isZero();
    try (RunLedger ledger = H2Ledger.open(dir.resolve("w"), LeaseRules.standard())) {
      assertThat(ledger.recent(10)).as("the store knows of no run").isEmpty();
    }
  }

  @Test
  void wrongWordsAreExplained() throws IOException {
    assertThat(workspace().type("doctor", "--force").code()).isEqualTo(2);
    Terminal.Answer grace = workspace().type("gc", "--grace", "a week");
    assertThat(grace.code()).isEqualTo(2);
    assertThat(grace.err()).contains("--grace", "such as 60d", "a week");
  }
}
