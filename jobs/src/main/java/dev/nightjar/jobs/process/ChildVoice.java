package dev.nightjar.jobs.process;

import dev.nightjar.run.LogLine.Level;
import dev.nightjar.run.StepProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a child says: how far it is, and lines for the run's log. Nothing that matters comes this
 * way.
 */
final class ChildVoice {

  private static final int LAST_LINES = 12;
  private static final long PATIENCE_SECONDS = 5;
  private static final Pattern LEVEL = Pattern.compile("(?:\\[[^]]*] )?(ERROR|WARN) .*");

  private final StepProgress to;
  private final List<Thread> ears = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();

  ChildVoice(StepProgress to) {
    this.to = to;
  }

  /** Hears the child until it says no more. */
  void listen(Process child) {
    ears.add(ear("out", child.inputReader(StandardCharsets.UTF_8)));
    ears.add(ear("err", child.errorReader(StandardCharsets.UTF_8)));
    ears.forEach(Thread::start);
  }

  private Thread ear(String name, BufferedReader lines) {
    Thread ear = new Thread(() -> hear(lines), "child " + name);
    ear.setDaemon(true);
    return ear;
  }

  private void hear(BufferedReader lines) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      // It was ended while it spoke.
    }
  }

  private void heard(String line) {
    try {
      if (!ProgressLine.tell(line, to)) {
        remember(line);
        Matcher level = LEVEL.matcher(line);
        to.said(level.matches() ? Level.valueOf(level.group(1)) : Level.INFO, line);
      }
    } catch (RuntimeException e) {
      // Whoever wants the step to end says so to the thread that waits for it.
    }
  }

  private void remember(String line) {
    if (line.isBlank()) {
      return;
    }
    synchronized (last) {
      last.add(line);
      if (last.size() > LAST_LINES) {
        last.remove();
      }
    }
  }

  /** Waits until all is heard that was said, a bounded time. */
  void awaitEnd() throws InterruptedException {
    for (Thread ear : ears) {
      ear.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
  }

  /** The last lines that were no progress; none: empty. */
  String lastWords() {
    synchronized (last) {
      return String.join("\n", last);
    }
  }
}
