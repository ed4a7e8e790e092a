package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar pools}, typed as a person would. */
class PoolsCliTest {

  private static final Slot SLOT = Slot.of("flights", Instant.parse("2026-03-15T02:30:00Z"));

  @TempDir Path workspace;

  private Terminal.Answer type(String... words) {
    return new Terminal(workspace).type(words);
  }

  @Test
  void aPoolIsLimitedSeenAndFreed() throws IOException {
    assertThat(type("pools", "list").out()).startsWith("no pools:");
    assertThat(type("pools", "set", "gpu", "2").out())
        .isEqualTo("  gpu                   0 of 2 places taken  (no pipeline has the tag)\n");
    Run run;
    try (RunLedger ledger = H2Ledger.open(workspace, LeaseRules.standard())) {
      ledger.pools().tag(Map.of("flights", Set.of("gpu", "ram"), "hotels", Set.of("gpu")));
      run =
          ((Claim.Claimed)
                  ledger.claim(SLOT, Digest.of("pin"), Reprocess.UNFINISHED_ONLY, Holder.current()))
              .run();
    }
    String id = run.id().hex();
    assertThat(type("pools", "list").out())
        .isEqualTo(
            "  gpu                   1 of 2 places taken  (flights, hotels)\n"
                + "    "
                + id
                + "  flights  2026-03-15T02:30:00Z\n"
                + "  ram                   1 running, no limit  (flights)\n"
                + "    "
                + id
                + "  flights  2026-03-15T02:30:00Z\n");
    Json pool = Json.read(type("pools", "list", "--output", "json").out()).list().get(0);
    assertThat(pool.text("tag") + " " + pool.text("places")).isEqualTo("gpu 2");
    assertThat(type("pools", "delete", "gpu").out())
        .isEqualTo("nothing limits the tag gpu any more\n");
    assertThat(type("pools", "list").out()).contains("gpu                   1 running, no limit");
  }

  @Test
  void mistakesAreNamed() {
    type("pools", "set", "warehouse", "1");
    refused("found -1", "pools", "set", "gpu", "-1");
    refused("lower-case letters, digits and dashes, found “Gpu”", "pools", "set", "Gpu", "1");
    refused("did you mean warehouse?", "pools", "delete", "warehose");
    refused("'many' is not an int", "pools", "set", "gpu", "many");
    assertThat(type("pools", "list").out()).hasLineCount(1);
  }

  private void refused(String part, String... words) {
    Terminal.Answer answer = type(words);
    assertThat(answer.err()).contains(part).doesNotContain("\tat ", "unexpected");
    assertThat(answer.out()).isEmpty();
    assertThat(answer.code()).isEqualTo(2);
  }
}
