package dev.nightjar.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Java processes for tests: they start, say {@code ready}, and wait for {@code go}. */
public final class Workers {

  private static final long DEADLINE_SECONDS = 240;

  private Workers() {}

  /** A running process. */
  public record Worker(Process process, BufferedReader out) {

    /** The next line that it says; null when it has ended. */
    public @Nullable String line() throws IOException {
      return out.readLine();
    }

    /** Lets it begin. */
    public void go() throws IOException {
      try (OutputStream in = process.getOutputStream()) {
        in.write("go\n".getBytes(StandardCharsets.UTF_8));
      }
    }

    /** Waits until it has ended, and returns its exit code. */
    public int end() throws InterruptedException {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("a worker took more than " + DEADLINE_SECONDS + " seconds");
      }
      return process.exitValue();
    }
  }

  /** Starts the main class with these arguments, and waits until it is ready. */
  public static Worker start(Class<?> main, Path errors, String... arguments) throws IOException {
    return start(List.of("-cp", classPath()), main, errors, List.of(arguments));
  }

  /** The same with other options of the JVM, its class path among them. */
  public static Worker start(List<String> jvm, Class<?> main, Path errors, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Djdk.serialFilter=!*"));
    command.addAll(jvm);
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    return new Worker(process, process.inputReader(StandardCharsets.UTF_8));
  }

  /** The launcher of this JVM. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class path of this JVM. */
  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Says {@code ready} and waits for {@code go}: what a worker's main method begins with. */
  public static void awaitGo() throws IOException {
    say("ready");
    while (true) {
      int c = System.in.read();
      if (c == '\n' || c < 0) {
        return;
      }
    }
  }

  /** Says a line to the test. */
  public static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
