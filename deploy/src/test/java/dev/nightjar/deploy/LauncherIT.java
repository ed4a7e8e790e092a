package dev.nightjar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, in a distribution of its own. */
class LauncherIT {

  private static final Path JARS = Path.of("target/nightjar/lib").toAbsolutePath();
  private static final long SECONDS = 120;

  @TempDir static Path shared;
  private static Path home = Path.of("");
  private static Object made = "";

  @TempDir Path dir;

  /** What a process printed, and its exit code. */
  private record Answer(int code, String out, String err) {}

  @BeforeAll
  static void distribution() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(JARS), "skipped: " + JARS + " is made by mvn package; run mvn verify");
    home = make(shared.resolve("nightjar-home"));
    Answer first = start(shared, Map.of(), launcher(home), "--version");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("nightjar ").hasLineCount(1);
    assertThat(first.err()).contains("rehearsing").hasLineCount(1);
    assertThat(archive(home)).isNotEmptyFile();
    made = Files.getAttribute(archive(home), "unix:ino");
  }

  /** {@code bin/} with the launcher and {@code lib/} with the jars. */
  private static Path make(Path at) throws IOException {
    Files.createDirectories(at.resolve("bin"));
    Files.createDirectories(at.resolve("lib"));
    Files.copy(Path.of("bin/nightjar"), launcher(at));
    Files.setPosixFilePermissions(launcher(at), PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> jars = Files.list(JARS)) {
      for (Path jar : jars.toList()) {
        link(at.resolve("lib").resolve(jar.getFileName()), jar);
      }
    }
    return at;
  }

  /** A hard link where the disk is the same one. */
  private static void link(Path link, Path jar) throws IOException {
    try {
      Files.createLink(link, jar);
    } catch (IOException e) {
      Files.createSymbolicLink(link, jar);
    }
  }

  private static Path archive(Path at) {
    return at.resolve("nightjar.jsa");
  }

  private static Path launcher(Path at) {
    return at.resolve("bin/nightjar");
  }

  private Answer start(Map<String, String> settings, Path program, String... words)
      throws IOException, InterruptedException {
    return start(dir, settings, program, words);
  }

  private static Answer start(Path dir, Map<String, String> settings, Path program, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(dir, "out", ".txt");
    Path err = Files.createTempFile(dir, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("JAVA_HOME");
    environment.remove("JAVA_OPTS");
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.put("PATH", java().getParent() + ":" + environment.get("PATH"));
    environment.putAll(settings);
    Process process = builder.start();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("the launcher ends").isTrue();
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Answer start(Path program, String... words) throws IOException, InterruptedException {
    return start(Map.of(), program, words);
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static void saysItsVersion(Answer answer) {
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).matches("nightjar \\d+\\.\\d+\\.\\d+\\R");
    assertThat(answer.code()).isZero();
  }

  @Test
  void startsAndKeepsAnArchiveOfItsClasses() throws Exception {
    saysItsVersion(start(launcher(home), "--version"));
    assertThat(Files.getAttribute(archive(home), "unix:ino")).as("still the file").isEqualTo(made);
    // With -Xshare:on a JVM does not start unless the archive fits.
    saysItsVersion(start(Map.of("JAVA_OPTS", "-Xshare:on"), launcher(home), "--version"));
  }

  @Test
  void listsTheVerbs() throws Exception {
    Answer help = start(launcher(home), "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("demo", "init", "run", "backfill", "dataset", "registry", "report")
        .contains("blocked before training");
    assertThat(start(launcher(home)).out()).isEqualTo(help.out());
  }

  @Test
  void refusesAnUnknownVerb() throws Exception {
    Answer answer = start(launcher(home), "promot");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("promot", "nightjar --help");
  }

  @Test
  void handsOnArgumentsAsTheyAre() throws Exception {
    Answer answer = start(launcher(home), "run", "no such file*.yaml", "--workspace", "my place");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("no such file*.yaml: there is no such file");
  }

  @Test
  void isFoundThroughLinks() throws Exception {
    Path near = Files.createSymbolicLink(dir.resolve("near"), launcher(home));
    Path far = Files.createDirectory(dir.resolve("far")).resolve("nightjar");
    Files.createSymbolicLink(far, Path.of("../near"));
    saysItsVersion(start(near, "--version"));
    saysItsVersion(start(far, "--version"));
  }

  @Test
  void mayLieBehindASpaceAndMove() throws Exception {
    Path moved = make(dir.resolve("another home"));
    for (String kept : List.of("nightjar.jsa", "nightjar.path")) {
      Files.copy(home.resolve(kept), moved.resolve(kept));
    }
    Answer first = start(launcher(moved), "--version");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).as("its archive is made anew").contains("rehearsing");
    saysItsVersion(start(Map.of("JAVA_OPTS", "-Xshare:on"), launcher(moved), "--version"));
  }

  @Test
  void takesTheJavaOfJavaHome() throws Exception {
    Path own = Files.createDirectories(dir.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        own, "#!/bin/sh\necho used >\"" + dir.resolve("used") + "\"\nexec " + java() + " \"$@\"\n");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    String jdk = dir.resolve("jdk").toString();
    saysItsVersion(start(Map.of("JAVA_HOME", jdk), launcher(home), "--version"));
    assertThat(dir.resolve("used")).hasContent("used");
    saysItsVersion(start(Map.of("JAVA_HOME", "/nowhere"), launcher(home), "--version"));
  }

  @Test
  void saysWhatIsMissingWithoutJava() throws Exception {
    Path tools = Files.createDirectory(dir.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sh")) {
      Path real =
          Stream.of("/usr/bin", "/bin")
              .map(p -> Path.of(p, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(tools.resolve(tool), real);
    }
    Answer answer = start(Map.of("PATH", tools.toString()), launcher(home), "--version");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("no java found", "JDK 17").hasLineCount(1);
  }
}
