package dev.nightjar.schedules.app;

import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;

/**
 * Runs one night in a process of its own, and kills itself with -9 so many nanoseconds after a step
 * began. Arguments: workspace, pipeline, date, step, nanoseconds.
 */
final class KilledChild {

  private KilledChild() {}

  public static void main(String[] args) throws IOException {
    String step = args[3];
    long nanos = Long.parseLong(args[4]);
    // The killer waits for a line, so that the kill comes without the delay of a new process.
    Process killer =
        new ProcessBuilder("sh", "-c", "read go; kill -9 " + ProcessHandle.current().pid()).start();
    OutputStream trigger = killer.getOutputStream();
    NightListener listener = new KillIn(step, nanos, trigger);
    try (Workspace workspace = new LocalWorkspaces(InstantSource.system()).open(Path.of(args[0]))) {
      workspace.nights().run(Path.of(args[1]), LocalDate.parse(args[2]), listener);
    }
    killer.destroy();
  }

  private record KillIn(String step, long nanos, OutputStream trigger) implements NightListener {

    @Override
    public void began(String pipeline, LocalDate date, String runId, boolean resumed) {}

    @Override
    public void step(String begun) {
      if (!begun.equals(step)) {
        return;
      }
      long at = System.nanoTime() + nanos;
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < at) {
                  Thread.onSpinWait();
                }
                try {
                  trigger.write("go\n".getBytes(StandardCharsets.US_ASCII));
                  trigger.flush();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void progress(String at, double fraction, String text) {}

    @Override
    public void finished(String done, String summary, Duration took) {}
  }
}
