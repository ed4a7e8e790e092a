package dev.nightjar.schedules.app;

import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.WaitingNights;
import dev.nightjar.registry.Approval;
import dev.nightjar.registry.Approval.Word;
import dev.nightjar.registry.RegistryException;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.Pause;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.SlotHeld;
import dev.nightjar.schedules.ApprovalService;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nights of this workspace that wait for a person. */
record LocalApprovals(WaitingNights nights, RunLedger ledger, LocalPlaces places)
    implements ApprovalService {

  private static final int LOOKS = 60;
  private static final Duration BETWEEN = Duration.ofMillis(500);

  @Override
  public Answered approve(String id, @Nullable String by, String reason) throws IOException {
    return answer(Word.APPROVED, id, by, reason);
  }

  @Override
  public Answered refuse(String id, @Nullable String by, String reason) throws IOException {
    return answer(Word.REFUSED, id, by, reason);
  }

  private Answered answer(Word word, String id, @Nullable String by, String reason)
      throws IOException {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "--reason is empty: say why, for whoever reads the registry's log");
    }
    // What was said before, or came too late, ends the run first.
    Run run = settled(new NamedRuns(ledger).named(id));
    Optional<Approval> before = nights.answer(run);
    if (before.isEmpty() && run.state().status() != Status.AWAITING_APPROVAL) {
      throw new RegistryException(
          "run %s does not wait for approval: it is %s%s"
              .formatted(run.id(), run.state().status(), because(run)));
    }
    Approval said = before.isPresent() ? before.get() : say(word, run, by, reason.strip());
    Run ended = settled(run);
    if (said.word() != word) {
      throw new RegistryException(
          "run %s is not %s: %s"
              .formatted(
                  run.id(),
                  text(word),
                  said.word() == Word.EXPIRED
                      ? "the approval of %s %s".formatted(said.version(), said.sentence())
                      : "%s was %s on %s".formatted(said.version(), said.sentence(), said.at())));
    }
    return answered(ended, said, before.isPresent());
  }

  private Approval say(Word word, Run run, @Nullable String by, String reason) throws IOException {
    String who = by == null || by.isBlank() ? places.actor() : by.strip();
    return word == Word.APPROVED
        ? nights.approve(run, who, reason)
        : nights.refuse(run, who, reason);
  }

  private Answered answered(Run run, Approval said, boolean again) throws IOException {
    Promotion promotion =
        Documents.find(places.store(), run.slot(), run.id())
            .map(Documents.Night::promotion)
            .orElse(null);
    boolean promoted = promotion != null && promotion.outcome() == Promotion.Outcome.PROMOTED;
    if (said.approved() && !promoted) {
      throw new RegistryException(
          "%s was not promoted: run %s is %s%s"
              .formatted(said.version(), run.id(), run.state().status(), because(run)));
    }
    return new Answered(
        run.id().hex(),
        run.slot().pipeline(),
        run.slot().logicalTime(),
        run.state().status(),
        said.version(),
        text(said.word()),
        said.by(),
        said.reason(),
        said.at(),
        again,
        promotion == null ? null : promotion.championBefore(),
        promotion == null ? null : promotion.championAfter());
  }

  private static String text(Word word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static String because(Run run) {
    String text = run.state().text();
    return text.isEmpty() ? "" : ", " + text;
  }

  /** What another process carries out just now is waited for. */
  private Run settled(Run run) throws IOException {
    try {
      for (int i = 1; ; i++) {
        try {
          return nights.settle(new NamedRuns(ledger).named(run.id().hex()), RunListener.NONE);
        } catch (SlotHeld | LeaseLost e) {
          if (i == LOOKS) {
            throw e;
          }
          Pause.system().pause(BETWEEN);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; the same command goes on with it");
    }
  }
}
