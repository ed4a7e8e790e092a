package dev.nightjar.jobs;

import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.gate.Verdict;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunAlerts;
import dev.nightjar.run.RunAnnouncer;
import dev.nightjar.run.RunReport;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.StepOutput;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells of a night what its report says first. */
record NightAlerts(Night night) implements RunAnnouncer {

  @Override
  public List<Announcement> announce(Run ended, Map<String, StepOutput> outputs)
      throws IOException {
    RunReport report = new RunReport(ended, true, outputs);
    Status status = ended.state().status();
    if (status == Status.SUCCEEDED) {
      Decision decision = Decisions.output(report, DecideStep.NAME, Decision.class);
      Promotion promotion = Decisions.output(report, PromoteStep.NAME, Promotion.class);
      return decision == null || promotion == null ? List.of() : judged(ended, decision, promotion);
    }
    if (status == Status.FAILED || status == Status.BLOCKED) {
      return unfinished(ended, new Decisions(night).unfinished(report));
    }
    return List.of();
  }

  private List<Announcement> judged(Run ended, Decision decision, Promotion promotion) {
    Verdict verdict = Objects.requireNonNull(decision.verdict(), "a judged night has a verdict");
    AlertKind kind =
        switch (promotion.outcome()) {
          case PROMOTED -> AlertKind.PROMOTED;
          case KEPT ->
              verdict == Verdict.INCONCLUSIVE ? AlertKind.INCONCLUSIVE : AlertKind.REJECTED;
          case STALE, SUPERSEDED, TAINTED, DIRTY, HELD -> AlertKind.WITHHELD;
        };
    return RunAlerts.of(
        ended,
        kind,
        new RunAlerts.Words(
            headline(verdict.name(), decision),
            kind == AlertKind.WITHHELD ? withheld(promotion) : lines(decision.details()),
            kind == AlertKind.WITHHELD ? advice(promotion) : "",
            decision.owner(),
            page(ended)));
  }

  private static String withheld(Promotion promotion) {
    String stays = Objects.requireNonNullElse(promotion.championAfter(), "none");
    String why =
        switch (promotion.outcome()) {
          case SUPERSEDED -> "A later night's champion stands";
          case TAINTED -> "Its training data were found wrong";
          case DIRTY -> "The code has changes that are not committed";
          case HELD ->
              "There is no champion yet, and the pipeline file says that the first is held";
          case STALE -> "The champion is not the one that it was judged against";
          case PROMOTED, KEPT -> throw new IllegalStateException("nothing was withheld");
        };
    return "%s was not promoted. %s. Champion: %s.".formatted(promotion.version(), why, stays);
  }

  private static String advice(Promotion promotion) {
    return switch (promotion.outcome()) {
      case DIRTY -> "commit the changes and run the night again, or run it with --allow-dirty";
      case HELD ->
          "look at it, then `nightjar registry promote %s --force --reason …`"
              .formatted(promotion.version());
      default -> "";
    };
  }

  private List<Announcement> unfinished(Run ended, Decision decision) {
    FailureClass failure = ended.state().failure();
    return RunAlerts.of(
        ended,
        failure == null ? AlertKind.BLOCKED : AlertKind.FAILED,
        new RunAlerts.Words(
            headline(ended.state().status().name(), decision),
            failure == null ? "" : "Cause: " + failure.cause(),
            failure == null ? lines(decision.details()) : failure.advice(),
            decision.owner(),
            page(ended)));
  }

  private static String headline(String outcome, Decision decision) {
    String reason = decision.headline().replaceFirst("^Blocked before training: ", "");
    return "%s %s %s: %s".formatted(outcome, decision.pipeline(), decision.logicalDate(), reason);
  }

  private static String lines(List<String> details) {
    return String.join("\n", details);
  }

  private String page(Run ended) {
    ObjectKey folder = Documents.folder(ended.slot(), ended.id());
    return night.bench().store().location() + "/" + ObjectKey.of(folder.path(), Documents.PAGE);
  }
}
