package dev.nightjar.jobs.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A real browser, one process a page. */
final class Chromium {

  private static final Path PROGRAM =
      Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));

  private final Path work;

  Chromium(Path work) {
    this.work = work;
  }

  static boolean present() {
    return Files.isExecutable(PROGRAM);
  }

  /** What it prints. Fails when it does not end within a minute. */
  String run(Path page, String... options) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(work, "profile");
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Whatever a page asked for would fail to resolve.
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=" + profile));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Path out = profile.resolve("stdout");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(new File("/dev/null"))
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the browser did not end: " + String.join(" ", command));
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
