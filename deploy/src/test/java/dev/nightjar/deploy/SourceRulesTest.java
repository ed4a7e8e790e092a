package dev.nightjar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that class files cannot show: lengths, package-info, words that do not belong. */
class SourceRulesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE = 400;
  private static final int LONGEST_METHOD = 60;

  // google-java-format puts a member's opening line at two or four blanks and its brace alone.
  private static final Pattern MEMBER =
      Pattern.compile("^( {2}| {4})[A-Za-z@<].*[({,]$|^( {2}| {4})[A-Za-z].*\\) \\{$");

  private static List<Path> sources(String kind) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("pipeline-core", "jobs", "schedules", "deploy")) {
      Path dir = ROOT.resolve(module).resolve("src").resolve(kind);
      if (Files.isDirectory(dir)) {
        try (Stream<Path> walk = Files.walk(dir)) {
          walk.filter(p -> p.toString().endsWith(".java")).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }

  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    List<Path> files = sources("main");
    files.addAll(sources("test"));
    assertThat(files).hasSizeGreaterThan(50);
    for (Path file : files) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) {
        tooLong.add(ROOT.relativize(file) + ": " + lines);
      }
    }
    assertThat(tooLong).as("files over " + LONGEST_FILE + " lines").isEmpty();
  }

  @Test
  void methodsAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources("main")) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (!MEMBER.matcher(lines.get(i)).find() || isType(lines.get(i))) {
          continue;
        }
        int length = methodLength(lines, i);
        if (length > LONGEST_METHOD) {
          tooLong.add(ROOT.relativize(file) + ":" + (i + 1) + ": " + length);
        }
      }
    }
    assertThat(tooLong).as("methods over " + LONGEST_METHOD + " lines").isEmpty();
  }

  private static boolean isType(String line) {
    return line.matches(".*\\b(class|interface|enum|record)\\b.*");
  }

  private static int methodLength(List<String> lines, int start) {
    String indent = lines.get(start).replaceAll("\\S.*", "");
    for (int i = start + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals(indent + "}")) {
        return i - start + 1;
      }
      if (line.startsWith(indent) && line.length() > indent.length()) {
        char next = line.charAt(indent.length());
        if (next != ' ' && next != ')' && next != '}') {
          return 0;
        }
      }
    }
    return 0;
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() throws IOException {
    List<String> bare = new ArrayList<>();
    for (Path file : sources("main")) {
      Path info = file.resolveSibling("package-info.java");
      if (!Files.exists(info)
          || !Files.readString(info).contains("@NullMarked")
          || !Files.readString(info).contains("/**")) {
        bare.add(ROOT.relativize(file.getParent()).toString());
      }
    }
    assertThat(bare.stream().distinct()).isEmpty();
  }

  @Test
  void testsNeitherSleepNorHide() throws IOException {
    Pattern bad =
        Pattern.compile("Thread\\.sleep|TimeUnit\\.[A-Z]+\\.sleep|@Disabled|assertTrue\\(true\\)");
    List<String> found = new ArrayList<>();
    for (Path file : sources("test")) {
      if (!file.endsWith("SourceRulesTest.java") && bad.matcher(Files.readString(file)).find()) {
        found.add(ROOT.relativize(file).toString());
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noTypeIsWrittenAsVarAndNothingIsPrinted() throws IOException {
    // A trace may go into a text that a person asked for, never straight to the terminal.
    Pattern bad =
        Pattern.compile("printStackTrace\\(\\)|System\\.(out|err)\\.print|\\bvar [a-z]\\w* [=:]");
    List<String> found = new ArrayList<>();
    for (Path file : sources("main")) {
      if (bad.matcher(Files.readString(file)).find()) {
        found.add(ROOT.relativize(file).toString());
      }
    }
    assertThat(found).isEmpty();
  }
}
