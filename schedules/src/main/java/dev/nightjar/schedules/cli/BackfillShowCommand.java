package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillState.Status;
import dev.nightjar.run.Pause;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.BackfillView;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightjar backfill show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "A backfill: who made it, how far it is, and each of its nights.")
final class BackfillShowCommand extends BackfillVerb {

  private static final Duration GLANCE = Duration.ofSeconds(1);

  @Option(
      names = "--follow",
      description =
          "Tell how far it is until it is over or paused, whoever works at it. Exit code 1 when it"
              + " did not end well.")
  private boolean follow;

  /**
   * A night in a document.
   *
   * @param note why it stands so
   */
  record Night(Instant logicalTime, BackfillSlot.Status state, String note) {}

  /** The document. */
  record Detail(BackfillView backfill, List<Night> nights) {}

  @Override
  int act(BackfillService backfills) throws InterruptedException {
    Backfill backfill = follow ? followed(backfills) : backfills.find(id);
    List<Night> nights =
        backfills.slots(id).stream()
            .map(s -> new Night(s.slot().logicalTime(), s.status(), s.note()))
            .toList();
    if (session.json()) {
      Output.print(session.console(), new Detail(BackfillView.of(backfill), nights));
    } else {
      print(backfill, nights);
    }
    Status status = backfill.state().status();
    return follow && status != Status.SUCCEEDED ? ExitCode.FAILED : ExitCode.DONE;
  }

  private Backfill followed(BackfillService backfills) throws InterruptedException {
    Console console = session.console();
    boolean live = console.terminal() && !session.json();
    String said = "";
    while (true) {
      Backfill backfill = backfills.find(id);
      String text = live ? BackfillText.bar(backfill) : BackfillText.progress(backfill);
      if (!text.equals(said) && !session.json()) {
        console.out().print(live ? "\u001b[2K  " + text + "\r" : "  " + text + "\n");
        console.out().flush();
        said = text;
      }
      if (backfill.state().status() != Status.RUNNING) {
        console.out().print(live ? "\n" : "");
        return backfill;
      }
      Pause.system().pause(GLANCE);
    }
  }

  private void print(Backfill backfill, List<Night> nights) {
    PrintWriter out = session.console().out();
    out.println(
        "backfill %d · %s · %s · %s%s"
            .formatted(
                id,
                backfill.spec().pipeline(),
                backfill.spec().nights(),
                backfill.state().status(),
                backfill.state().reason().isEmpty() ? "" : " (" + backfill.state().reason() + ")"));
    out.println(
        "  made by %s at %s · %s · promotes: %s"
            .formatted(
                backfill.createdBy(),
                backfill.createdAt(),
                BackfillText.how(backfill.spec().options()),
                backfill.spec().promotes() ? "yes" : "no"));
    int failed = backfill.progress().failed();
    out.println(
        "  " + BackfillText.progress(backfill) + (failed == 0 ? "" : " · failed: " + failed));
    out.println();
    for (Night night : nights) {
      out.println(
          String.format(
                  Locale.ROOT, "  %s  %-9s  %s", night.logicalTime(), night.state(), night.note())
              .stripTrailing());
    }
  }
}
