package dev.nightjar.schedules.app;

import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Retracts a segment once, when a night is decided and not yet promoted. */
final class Retracting implements NightListener {

  private final Path workspace;
  private final String dataset;
  private final String segment;
  private final List<String> runs = new ArrayList<>();
  private final List<String> finished = new ArrayList<>();

  Retracting(Path workspace, String dataset, String segment) {
    this.workspace = workspace;
    this.dataset = dataset;
    this.segment = segment;
  }

  /** The name of the segment. */
  String segment() {
    return segment;
  }

  /** The ids of the runs that began, in order. */
  List<String> runs() {
    return List.copyOf(runs);
  }

  /** The steps that were finished, in order. */
  List<String> steps() {
    return List.copyOf(finished);
  }

  @Override
  public void began(String pipeline, LocalDate date, String runId, boolean resumed) {
    runs.add(runId);
  }

  @Override
  public void step(String step) {}

  @Override
  public void progress(String step, double fraction, String text) {}

  @Override
  public void finished(String step, String summary, Duration time) {
    finished.add(step);
    if (step.equals("decide") && runs.size() == 1) {
      try (Workspace other = DemoWorkspace.open(workspace)) {
        other.datasets().retract(dataset, segment, "wrong clock");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
