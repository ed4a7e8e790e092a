package dev.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.WhatIf;
import dev.nightjar.gate.Verdict;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nights that are asked again, as they are stored. */
class WhatIfTest {

  private static Decision stored(Decision night) throws IOException {
    byte[] json = CanonicalJson.pretty(night).getBytes(StandardCharsets.UTF_8);
    return CanonicalJson.read(json, Decision.class);
  }

  @Test
  void aSmallerBoundWouldHavePromoted() throws IOException {
    Decision night = stored(Decisions.rejected());
    Decision asked = WhatIf.of(night, List.of("gates.auc.by=-0.01"));
    assertThat(night.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(asked.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(asked.headline()).startsWith("What if gates.auc.by=-0.01: AUC on recent rose by");
    assertThat(asked.details())
        .startsWith(
            "This is no decision, but what would have been: by of improves auc on recent: −0.01 in"
                + " place of 0.002.",
            "The night itself: REJECT. " + night.headline());
    assertThat(asked.evaluation()).isEqualTo(night.evaluation());
    assertThat(MarkdownReport.render(asked, null)).contains("This is no decision");
    assertThat(HtmlReport.render(asked, null)).contains("This is no decision");
  }

  @Test
  void theSameNumbersSayTheSame() throws IOException {
    for (Decision made :
        List.of(Decisions.rejected(), Decisions.promoted(), Decisions.inconclusive())) {
      Decision night = stored(made);
      Decision asked = WhatIf.of(night, List.of("gates.auc.by=0.002"));
      assertThat(asked.verdict()).isEqualTo(night.verdict());
      assertThat(asked.gates()).isEqualTo(night.gates());
      assertThat(asked.headline()).endsWith(night.headline());
    }
  }

  @Test
  void aNightThatWasNotJudgedCannotBeAsked() {
    assertThatThrownBy(() -> WhatIf.of(Decisions.blocked(), List.of("gates.auc.by=0")))
        .hasMessageContaining("was BLOCKED: its gates were not asked");
  }
}
