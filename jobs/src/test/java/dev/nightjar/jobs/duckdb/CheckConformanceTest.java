package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.expectation.Expectations;
import dev.nightjar.expectation.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Great Expectations' own cases: same verdict, same numbers. The deliberate differences are in
 * {@code check-differences.txt}, each with its reason; each must still be one, and nothing else may
 * differ.
 */
class CheckConformanceTest {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @TempDir private Path folder;

  @Test
  void nothingDiffersButWhatIsMeantTo() throws Exception {
    Path cases = cases();
    Map<String, Map<Integer, List<Integer>>> wanted = wanted(cases);
    Map<String, String> differences = new TreeMap<>();
    int compared = 0;
    for (String name : wanted.keySet()) {
      JsonNode file = MAPPER.readTree(cases.resolve(name).toFile());
      String title = name.replaceFirst(".*/", "").replace(".json", "");
      for (Map.Entry<Integer, List<Integer>> tests : wanted.get(name).entrySet()) {
        Path own = Files.createDirectories(folder.resolve(title + tests.getKey()));
        compare(file, tests, own)
            .forEach((test, said) -> differences.put(title + ' ' + test, said));
        compared += tests.getValue().size();
      }
    }
    Map<String, String> meant = meant();
    Map<String, String> surprising = new TreeMap<>(differences);
    surprising.keySet().removeAll(meant.keySet());
    assertThat(surprising).isEmpty();
    assertThat(differences.keySet()).isEqualTo(meant.keySet());
    assertThat(compared).isGreaterThanOrEqualTo(168);
  }

  /** By file and data set: the tests of our kinds that expect an answer and run somewhere. */
  private static Map<String, Map<Integer, List<Integer>>> wanted(Path cases) throws IOException {
    Map<String, Map<Integer, List<Integer>>> wanted = new TreeMap<>();
    for (JsonNode one : MAPPER.readTree(cases.resolve("applicability.json").toFile())) {
      if (one.get("usable").asBoolean()
          && Expectations.all().contains(one.get("expectation").asText())) {
        wanted
            .computeIfAbsent(one.get("file").asText(), k -> new TreeMap<>())
            .computeIfAbsent(one.get("dataset").asInt(), k -> new ArrayList<>())
            .add(one.get("test").asInt());
      }
    }
    return wanted;
  }

  /** What differs, by data set and test; those of one data set are checked as one suite. */
  private static Map<String, String> compare(
      JsonNode file, Map.Entry<Integer, List<Integer>> tests, Path folder)
      throws IOException, SQLException {
    JsonNode dataset = file.get("datasets").get(tests.getKey());
    Map<String, String> differences = new TreeMap<>();
    Map<Integer, ExpectationSpec> suite = new LinkedHashMap<>();
    for (int test : tests.getValue()) {
      ExpectationSpec spec =
          spec(file.get("expectation_type").asText(), dataset.get("tests").get(test).get("in"));
      try {
        Expectations.read(spec);
        suite.put(test, spec);
      } catch (IllegalArgumentException e) {
        differences.put(tests.getKey() + " " + test, "refused: " + e.getMessage());
      }
    }
    CheckReport report = CheckCase.table(folder, dataset).check(List.copyOf(suite.values()));
    Iterator<ExpectationResult> results = report.results().iterator();
    for (int test : suite.keySet()) {
      String said = CheckComparison.differences(dataset.get("tests").get(test), results.next());
      if (!said.isEmpty()) {
        differences.put(tests.getKey() + " " + test, said);
      }
    }
    return differences;
  }

  private static ExpectationSpec spec(String type, JsonNode in) {
    Map<String, Object> kwargs = new LinkedHashMap<>();
    for (var field : in.properties()) {
      JsonNode parameter = field.getValue().path("$PARAMETER");
      kwargs.put(
          field.getKey(),
          parameter.isMissingNode()
              ? plain(field.getValue())
              : PARAMETERS.getOrDefault(parameter.asText(), parameter.asText()));
    }
    return new ExpectationSpec(
        type, kwargs, Severity.CRITICAL, null, ExpectationSpec.Scope.ALL, Map.of());
  }

  /** Evaluation parameters are no part of a suite here; the test computes them. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "now()", "2026-11-01T00:00:00",
          "now() - timedelta(weeks=52)", "2025-11-02T00:00:00",
          "now() - timedelta(weeks=52*100)", "1927-03-01T00:00:00",
          "datetime(1969, 1, 1)", "1969-01-01T00:00:00");

  // Null is a value here; the map is not annotated for it.
  @SuppressWarnings("NullAway")
  private static Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }

  private static Map<String, String> meant() throws IOException {
    Map<String, String> meant = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(
            CheckConformanceTest.class.getResourceAsStream("check-differences.txt"))) {
      List<String> lines =
          new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
      for (String line : lines) {
        int colon = line.indexOf(": ");
        meant.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return meant;
  }

  private static Path cases() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path cases = at.resolve("shared/cases/expectations");
      if (Files.isDirectory(cases)) {
        return cases;
      }
    }
    return Assumptions.abort("no shared/cases/expectations beside the project");
  }
}
