package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.CodeId;
import dev.nightjar.store.Digest;
import org.jspecify.annotations.Nullable;

/** The command, and everything that it depends on, by digest. */
record ReproduceSection(Decision decision, @Nullable Promotion promotion) {

  void render(Html h) {
    h.raw("<section><h2>How to reproduce it</h2><pre><code>")
        .text(decision.command())
        .raw("</code></pre><dl>");
    h.fact("run", decision.runId());
    h.fact("logical time", decision.logicalTime() + ", shown in " + decision.zone());
    h.fact("owner", decision.owner() == null ? "nobody named" : decision.owner());
    Snapshot snapshot = decision.snapshot();
    if (snapshot != null) {
      h.id("snapshot", snapshot.id());
      h.fact("dataset’s log", "the first " + snapshot.logPosition() + " entries");
    }
    h.id("pipeline file", decision.pipelineDigest().hex());
    Candidate candidate = decision.candidate();
    if (candidate != null) {
      h.id("artifact", candidate.artifact().hex());
      h.id("fingerprint of its scores", candidate.fingerprint().hex());
      h.id("training rows", candidate.trainingKeys().hex());
    }
    Digest manifest = decision.candidateManifest();
    if (manifest != null) {
      h.id("manifest", manifest.hex());
    }
    CodeId code = decision.code();
    h.id("Nightjar " + code.version(), code.jar());
    if (!code.commit().isEmpty()) {
      h.id("commit", code.commit() + (code.dirty() ? ", with changes not committed" : ""));
    }
    if (promotion != null) {
      h.fact("version", promotion.version());
      h.fact("registry’s log", "at entry " + promotion.position());
    }
    h.raw("</dl></section>\n");
  }
}
