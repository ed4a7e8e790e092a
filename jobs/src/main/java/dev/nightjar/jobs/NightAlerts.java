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
import org.jspecify.annotations.Nullable;

/** Tells of a night what its report says first. */
record NightAlerts(Night night) implements RunAnnouncer {

  @Override
  public List<Announcement> announce(Run ended, Map<String, StepOutput> outputs)
      throws IOException {
    RunReport report = new RunReport(ended, true, outputs);
    Status status = ended.state().status();
    Promotion promotion = Decisions.output(report, PromoteStep.NAME, Promotion.class);
    boolean expired = promotion != null && promotion.outcome() == Promotion.Outcome.EXPIRED;
    if (status == Status.SUCCEEDED || status == Status.AWAITING_APPROVAL || expired) {
      Decision decision = Decisions.output(report, DecideStep.NAME, Decision.class);
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
          case REFUSED -> AlertKind.REJECTED;
          case STALE, SUPERSEDED, TAINTED, DIRTY, HELD, EXPIRED -> AlertKind.WITHHELD;
          case AWAITING_APPROVAL -> AlertKind.WAITING;
        };
    return RunAlerts.of(
        ended,
        kind,
        new RunAlerts.Words(
            headline(verdict.name(), decision),
            cause(kind, decision, promotion),
            advice(promotion),
            decision.owner(),
            page(ended, promotion)));
  }

  private static String cause(AlertKind kind, Decision decision, Promotion promotion) {
    if (kind == AlertKind.WITHHELD) {
      return withheld(promotion);
    }
    String note = promotion.note();
    String details = lines(decision.details());
    return switch (promotion.outcome()) {
      case AWAITING_APPROVAL -> promotion.version() + " waits for approval.\n" + details;
      default -> note == null ? details : promotion.version() + " was " + note + "\n" + details;
    };
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
          case EXPIRED -> "Its approval " + promotion.note();
          case PROMOTED, KEPT, REFUSED, AWAITING_APPROVAL ->
              throw new IllegalStateException("nothing was withheld");
        };
    return "%s was not promoted. %s. Champion: %s.".formatted(promotion.version(), why, stays);
  }

  private static String advice(Promotion promotion) {
    return switch (promotion.outcome()) {
      case DIRTY -> "commit the changes and run the night again, or run it with --allow-dirty";
      case HELD ->
          "look at it, then `nightjar registry promote %s --force --reason …`"
              .formatted(promotion.version());
      case AWAITING_APPROVAL -> "look at it, then " + promotion.note() + ", or refuse it likewise";
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
            page(ended, null)));
  }

  private static String headline(String outcome, Decision decision) {
    String reason = decision.headline().replaceFirst("^Blocked before training: ", "");
    return "%s %s %s: %s".formatted(outcome, decision.pipeline(), decision.logicalDate(), reason);
  }

  private static String lines(List<String> details) {
    return String.join("\n", details);
  }

  private String page(Run ended, @Nullable Promotion promotion) {
    ObjectKey folder = Documents.folder(ended.slot(), ended.id());
    return night.bench().store().location() + "/" + Documents.page(folder, promotion);
  }
}
