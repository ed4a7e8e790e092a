package dev.nightjar.schedules.app;

import dev.nightjar.model.CodeId;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds out what code this is. */
final class CodeIds {

  private static final long GIT_SECONDS = 10;

  // Maven writes it into the jar; classes that lie in a folder have none.
  private static final String BUILD = "/META-INF/maven/dev.nightjar/schedules/pom.properties";

  private CodeIds() {}

  /** This program: its version, and the digest of its own jars (or of its class folders). */
  static CodeId program() {
    return new CodeId(version(), jars(), "", false);
  }

  /**
   * The program, and the commit of the git repository that the pipeline file lies in; without git
   * or without a repository the commit is empty.
   */
  static CodeId with(CodeId program, Path pipeline) {
    Path folder = pipeline.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return program;
    }
    String commit = git(folder, "rev-parse", "HEAD").strip();
    if (!commit.matches("[0-9a-f]{40,64}")) {
      return program;
    }
    boolean dirty =
        !git(folder, "status", "--porcelain", "--untracked-files=no", "--", ".").isBlank();
    return new CodeId(program.version(), program.jar(), commit, dirty);
  }

  // Not the package's implementation version: that is of whichever jar or folder the package's
  // first class came from, and so another one in another process of the same class path.
  static String version() {
    Properties build = new Properties();
    try (InputStream in = CodeIds.class.getResourceAsStream(BUILD)) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version", "development");
  }

  private static String jars() {
    MessageDigest sha = Digest.sha256();
    for (Class<?> part : List.of(CodeId.class, dev.nightjar.jobs.Workbench.class, CodeIds.class)) {
      try {
        Path place = Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
        update(sha, place);
      } catch (URISyntaxException e) {
        throw new IllegalStateException("the class path has no such place", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Digest.finish(sha).hex();
  }

  private static void update(MessageDigest sha, Path place) throws IOException {
    List<Path> files;
    if (Files.isDirectory(place)) {
      try (Stream<Path> walk = Files.walk(place)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
    } else {
      files = List.of(place);
    }
    for (Path file : files) {
      sha.update(Digest.of(file).hex().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String git(Path folder, String... arguments) {
    try {
      Process process =
          new ProcessBuilder(
                  Stream.concat(Stream.of("git", "-C", folder.toString()), Stream.of(arguments))
                      .toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean good = process.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      return good ? out : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
