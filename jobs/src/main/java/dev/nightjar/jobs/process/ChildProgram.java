package dev.nightjar.jobs.process;

import dev.nightjar.store.ObjectKey;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program that a child runs: this one, by the same Java and from the same class path.
 *
 * @param java the launcher of the JVM
 * @param options of its JVM, without heap and class path
 * @param classPath as the JVM takes it
 * @param main the class
 * @param arguments before those that say which step
 */
public record ChildProgram(
    Path java, List<String> options, String classPath, String main, List<String> arguments) {

  /** What a child may do as its parent does; the rest is the parent's own: heap, agents, ports. */
  private static final Pattern INHERITED =
      Pattern.compile(
          "--enable-native-access[ =].*|--sun-misc-unsafe-memory-access=.*|--add-(opens|exports|modules)[ =].*"
              + "|-XX:[+-]Use\\w+GC|-XX:Tier\\w+=.*|-XX:SharedArchiveFile=.*|-Xshare:.*|-Xlog:disable"
              + "|-D(?!java\\.io\\.tmpdir=|com\\.sun\\.management|nightjar\\.(terminal|columns)=).*");

  public ChildProgram {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /**
   * This program.
   *
   * @param given the options that this JVM was started with
   */
  public static ChildProgram current(List<String> given, Class<?> main, List<String> arguments) {
    boolean windows = File.separatorChar == '\\';
    return new ChildProgram(
        Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java"),
        given.stream().filter(option -> INHERITED.matcher(option).matches()).toList(),
        System.getProperty("java.class.path"),
        main.getName(),
        arguments);
  }

  /**
   * How it is called for one order.
   *
   * @param heap of its JVM; null: what the JVM takes by itself
   * @param folder its own, for everything that it lays on this machine
   */
  List<String> command(ObjectKey order, @Nullable String heap, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    if (heap != null) {
      command.add("-Xmx" + heap);
    }
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    command.addAll(List.of(order.path(), "--folder", folder.toString(), "--tethered"));
    return command;
  }
}
