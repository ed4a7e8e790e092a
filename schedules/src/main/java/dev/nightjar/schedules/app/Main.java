package dev.nightjar.schedules.app;

import dev.nightjar.schedules.cli.Cli;
import dev.nightjar.schedules.cli.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The program. */
public final class Main {

  private static final int WIDTH = 100;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(SettingsSource.configured(System.getenv()), System.out, System.err, args);
    System.exit(code);
  }

  /** Runs one command; nothing else of the process is touched. */
  static int run(SettingsSource settings, PrintStream out, PrintStream err, String... args) {
    Logging.quiet();
    Console console =
        new Console(writer(out), writer(err), Boolean.getBoolean("nightjar.terminal"), width());
    return Cli.run(Wiring.services(InstantSource.system(), settings), console, args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }

  /** The launcher says so: a JVM cannot tell for standard output alone. */
  private static int width() {
    return Integer.getInteger("nightjar.columns", WIDTH);
  }
}
