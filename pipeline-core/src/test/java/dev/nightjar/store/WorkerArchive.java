package dev.nightjar.store;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes that a worker loads, kept as the JVM wants them: a start costs half the processor
 * time with it, which counts where hundreds of workers are killed. The archive is of jars only, so
 * that folders of the class path are packed.
 *
 * @param classPath of jars
 * @param file the archive; a JVM that cannot use it starts without
 */
public record WorkerArchive(String classPath, Path file) {

  private static final long DEADLINE_SECONDS = 120;

  /**
   * Lets a worker run to its end, with no need to tell it to go, and keeps the classes that it
   * loaded.
   *
   * @param scratch a folder that stays as long as the archive is used
   * @param arguments of the worker; what it does should be what the others will do
   */
  public static WorkerArchive rehearse(Path scratch, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    WorkerArchive archive = new WorkerArchive(jars(scratch), scratch.resolve("worker.jsa"));
    Path said = scratch.resolve("rehearsal.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Workers.java(),
                "-XX:+UseSerialGC",
                "-XX:ArchiveClassesAtExit=" + archive.file(),
                "-Xlog:disable",
                "-cp",
                archive.classPath(),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("the rehearsal failed: " + Files.readString(said));
    }
    return archive;
  }

  /** What a JVM needs to start with it, its class path among them. */
  public List<String> jvm() {
    // What the JVM has to say about an archive it would say between the worker's lines.
    return List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable", "-cp", classPath);
  }

  private static String jars(Path scratch) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : Workers.classPath().split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        path = pack(path, scratch.resolve("classes-" + jars.size() + ".jar"));
      }
      jars.add(path.toString());
    }
    return String.join(File.pathSeparator, jars);
  }

  private static Path pack(Path folder, Path jar) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).sorted().forEach(file -> add(out, folder, file));
    }
    return jar;
  }

  private static void add(JarOutputStream out, Path folder, Path file) {
    try {
      out.putNextEntry(
          new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
      Files.copy(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
