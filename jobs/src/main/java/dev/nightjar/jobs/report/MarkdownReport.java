package dev.nightjar.jobs.report;

import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Leading;
import dev.nightjar.decision.Promotion;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Titles;
import dev.nightjar.model.Candidate;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision as Markdown with tables, for pull requests and chats. */
public final class MarkdownReport {

  private static final int SHOWN = 10;

  private MarkdownReport() {}

  /** The same order as the page. Text from outside is escaped and can neither link nor format. */
  public static String render(Decision d, @Nullable Promotion promotion) {
    Markdown m = new Markdown();
    String outcome = Words.outcome(d);
    m.line("# " + Markdown.escape(d.pipeline()) + ", night of " + Words.day(d.logicalDate()));
    m.line(
        "**%s %s** · %s"
            .formatted(Words.mark(outcome), outcome, Markdown.prose(Words.champion(d, promotion))));
    m.line(Markdown.prose(d.headline()));
    gates(m, d.gates());
    d.details().forEach(s -> m.item(Markdown.prose(s)));
    m.gap();
    change(m, d.gates());
    Evaluation evaluation = d.evaluation();
    if (evaluation != null) {
      slices(m, d.policy(), evaluation);
      found(m, evaluation);
      new FlipSection(evaluation.flips(), Words.flips(d)).render(m);
      new RobustnessSection(evaluation.probes()).render(m);
      new CaseSection(evaluation.probes()).render(m);
      new LatencySection(evaluation.latency()).render(m);
      sets(m, evaluation);
    }
    if (d.refusal() != null) {
      new RefusalSection(d.refusal()).render(m);
    }
    data(m, d);
    if (evaluation != null) {
      new DriftSection(evaluation).render(m);
      new ImportanceTable(evaluation.probes()).render(m);
    }
    reproduce(m, d);
    return m.toString();
  }

  static void gates(Markdown m, List<GateResult> gates) {
    if (gates.isEmpty()) {
      return;
    }
    m.table("gate", "seen", "needed", "n", "outcome");
    for (GateGroup group : GateGroup.of(gates)) {
      if (group.sliced()) {
        m.row(group.title(), group.seen(), group.needed(), "", word(group.outcome()));
      }
      List<GateResult> rows = group.sliced() ? group.against() : group.results();
      rows.stream().limit(SHOWN).forEach(r -> row(m, r));
    }
    m.gap();
  }

  private static void row(Markdown m, GateResult r) {
    String name = r.slice().isEmpty() ? r.title() : "↳ " + r.slice();
    m.row(name, Titles.seen(r), r.needed(), Words.rows(r), word(r.outcome()));
  }

  private static String word(Outcome outcome) {
    return Words.mark(outcome) + " " + Words.word(outcome);
  }

  static void change(Markdown m, List<GateResult> gates) {
    List<GateResult> against = gates.stream().filter(r -> !GateGroup.fine(r)).limit(SHOWN).toList();
    if (!against.isEmpty()) {
      m.line("## What would have changed it");
      against.forEach(r -> m.item(Markdown.escape(r.sentence())));
      m.gap();
    }
  }

  static void slices(Markdown m, PromotionPolicy policy, Evaluation evaluation) {
    Leading leading = Leading.of(policy);
    if (leading == null) {
      return;
    }
    List<Comparison> all = new ArrayList<>(leading.slices(evaluation.comparisons()));
    if (all.isEmpty()) {
      return;
    }
    all.sort(Comparator.comparingDouble(Comparison::difference).thenComparing(Comparison::slice));
    m.line("## Where it is better, where worse");
    m.line(
        "%s on %s, the worst of %s first."
            .formatted(
                Markdown.escape(Titles.metric(leading.metric())),
                Markdown.escape(leading.testSet()),
                Figures.count(all.size(), "slice")));
    m.table("slice", "difference", "n", "");
    int half = SHOWN / 2;
    for (int i = 0; i < all.size(); i++) {
      if (all.size() <= SHOWN || i < half || i >= all.size() - half) {
        Comparison c = all.get(i);
        m.row(c.slice(), Words.difference(c), Figures.count(c.n()), Words.side(c));
      } else if (i == half) {
        m.row("… " + (all.size() - SHOWN) + " more", "", "", "");
      }
    }
    m.gap();
  }

  static void found(Markdown m, Evaluation evaluation) {
    FoundSliceSection section = new FoundSliceSection(evaluation);
    if (!evaluation.sliceSearches().isEmpty()) {
      m.line("## " + FoundSliceSection.TITLE);
      m.line(Markdown.escape(section.opening()));
    }
    for (SliceSearch s : evaluation.sliceSearches()) {
      m.line("### " + Markdown.escape(FoundSliceSection.title(s)));
      m.line(Markdown.escape(FoundSliceSection.summary(s)));
      if (!s.confirmed().isEmpty()) {
        m.table("slice", "n", "candidate", FoundSliceSection.other(s), "difference", "p");
        s.confirmed().stream()
            .limit(SHOWN)
            .forEach(
                f ->
                    m.row(
                        f.slice(),
                        Figures.count(f.n()),
                        FoundSliceSection.loss(s, f, f.loss()),
                        FoundSliceSection.loss(s, f, f.reference()),
                        FoundSliceSection.difference(s, f),
                        FoundSliceSection.p(f)));
        m.gap();
      }
    }
  }

  private static void sets(Markdown m, Evaluation evaluation) {
    m.line("## The test sets");
    m.table("set", "days", "rows", "positive", "rows’ digest");
    for (Evaluation.SetSummary s : evaluation.testSets()) {
      m.row(
          s.name(),
          Words.range(s.range()),
          Figures.count(s.rows()),
          Figures.count(s.positives()),
          s.rowsDigest().head(16));
    }
    m.gap();
    evaluation
        .findings()
        .forEach(f -> m.item(Markdown.escape(f.rule().words() + ": " + f.sentence())));
    evaluation.reuse().forEach(r -> m.item(Markdown.escape(r.sentence())));
    if (!evaluation.findings().isEmpty() || !evaluation.reuse().isEmpty()) {
      m.gap();
    }
  }

  private static void data(Markdown m, Decision d) {
    m.line("## Can the data be trusted");
    CheckReport check = d.check();
    if (check != null) {
      m.line(Words.checks(check) + ".");
      for (ExpectationResult r : check.results()) {
        if (!r.success()) {
          String samples = CheckTable.samples(r);
          String more = samples.isEmpty() ? "" : ", for example " + samples;
          String severity = "**" + r.severity().name().toLowerCase(java.util.Locale.ROOT) + "** ";
          m.item(severity + Markdown.escape(r.sentence() + more));
        }
      }
      m.gap();
    }
    RowCounts c = d.counts();
    if (c != null) {
      m.line(
          "%s in the files; left out: %s by where, %s without a label, %s not complete, %s%s repeated; %s used."
              .formatted(
                  Figures.count(c.read(), "row"),
                  Figures.count(c.filtered()),
                  Figures.count(c.unlabelled()),
                  Figures.count(c.incomplete()),
                  c.unreported() == null
                      ? ""
                      : Figures.count(c.unreported()) + " not in the label dataset by then, ",
                  Figures.count(c.duplicates()),
                  Figures.count(c.usable())));
    }
    Snapshot s = d.snapshot();
    if (s != null && s.labels() != null) {
      m.line("Labels: " + Markdown.escape(Words.labels(s.labels())) + ".");
    }
    if (s != null && s.pins() != null) {
      s.pins()
          .forEach(
              (set, pin) ->
                  m.line(Markdown.escape("Test set " + set + ": " + Words.pin(pin) + ".")));
    }
  }

  private static void reproduce(Markdown m, Decision d) {
    m.line("## How to reproduce it");
    m.code(d.command());
    m.item("run " + Markdown.escape(d.runId()) + ", logical time " + d.logicalTime());
    Snapshot s = d.snapshot();
    if (s != null) {
      m.item("snapshot " + Markdown.escape(s.id()));
    }
    m.item("pipeline " + d.pipelineDigest().hex());
    Candidate c = d.candidate();
    if (c != null) {
      m.item("artifact " + c.artifact().hex());
      m.item("fingerprint " + c.fingerprint().hex());
    }
    m.item(Markdown.escape("Nightjar " + d.code().version() + ", commit " + d.code().commit()));
    m.gap();
  }
}
