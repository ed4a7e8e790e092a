package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.gate.Gate;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.Claim;
import dev.nightjar.probe.Decides;
import dev.nightjar.probe.Moves;
import dev.nightjar.probe.Scores;
import dev.nightjar.probe.Stays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pipeline files say of how models behave. */
class CaseFileTest {

  private static final Vocabulary WORDS =
      new Vocabulary(spec -> {}, spec -> {}, Metrics::named, name -> {}, cron -> {});

  private static final String SECTION =
      """
      cases:
        very late is late: {where: "dep_delay > 120", expect: positive, on: fixed}
        early is no risk: {where: "dep_delay < 0 AND hour < 6", expect: 0..0.4, on: recent}
        carrier is no reason: {set: {carrier: "'AA'"}, expect: same, tolerance: 0.05, on: fixed}
        later is never better: {where: mph > 0, set: {mph: mph + 30}, expect: not-lower, on: fixed}
        sooner is never worse: {set: {mph: mph - 30, hour: 5}, expect: not-higher, on: recent}
      """;

  private static Pipeline read(String section, String gate) {
    String text =
        PipelineReaderTest.GOOD
            .replace("use: [carrier, hour]", "use: [carrier, hour, mph, km]\n  numeric: [km]")
            .replace("promote:\n", section + "promote:\n")
            .replace("  when:\n", "  when:\n" + (gate.isEmpty() ? "" : "    - " + gate + "\n"));
    Pipeline read = new PipelineReader(WORDS).parse(Path.of("p.yaml"), text).pipeline();
    assertThat(PipelineSchemaTest.problems(text)).isEmpty();
    return read;
  }

  private static Gate gate(String gate) {
    return read(SECTION, gate).policy().when().get(0);
  }

  private static void refused(String gate, String message) {
    assertThatThrownBy(() -> gate(gate)).hasMessageContaining(message);
  }

  private static void refusedCase(String one, String message) {
    assertThatThrownBy(() -> read("cases:\n  odd: " + one + "\n", ""))
        .hasMessageContaining("p.yaml:34")
        .hasMessageContaining(message);
  }

  private static Case one(
      String name, String on, @Nullable String where, Map<String, String> set, Claim claim) {
    Map<String, Expression> made = new TreeMap<>();
    set.forEach((feature, value) -> made.put(feature, new Expression(value)));
    return new Case(name, on, where == null ? null : new Expression(where), made, claim);
  }

  @Test
  void everyCaseIsRead() {
    assertThat(read(SECTION, "").behaviour())
        .containsExactly(
            one("very late is late", "fixed", "dep_delay > 120", Map.of(), new Decides(true)),
            one(
                "early is no risk",
                "recent",
                "dep_delay < 0 AND hour < 6",
                Map.of(),
                new Scores(0, 0.4)),
            one("carrier is no reason", "fixed", null, Map.of("carrier", "'AA'"), new Stays(0.05)),
            one(
                "later is never better",
                "fixed",
                "mph > 0",
                Map.of("mph", "mph + 30"),
                new Moves(true, 0)),
            one(
                "sooner is never worse",
                "recent",
                null,
                Map.of("mph", "mph - 30", "hour", "5"),
                new Moves(false, 0)));
  }

  /** A file without the section means what it meant before there was one. */
  @Test
  void noCasesAreNoPartOfTheDigest() {
    assertThat(read("", "").cases()).isNull();
    assertThat(read("", "").digest()).isNotEqualTo(read(SECTION, "").digest());
  }

  @Test
  void whatCannotBeMeantIsSaidWithItsLine() {
    refusedCase(
        "{expect: not-lowr, set: {mph: 1}, on: fixed}",
        "or a range of scores such as 0.2..0.4, found not-lowr; did you mean not-lower?");
    refusedCase("{expect: 0.4..0.2, on: fixed}", "the lower one first");
    refusedCase("{expect: same, on: fixed}", "odd is about what a change does to the score");
    refusedCase(
        "{expect: same, set: {mhp: 1}, on: fixed}",
        "features.use has no mhp; did you mean mph? (known: carrier, hour, mph, km)");
    refusedCase(
        "{expect: positive, on: fixt}",
        "there is no test set fixt; did you mean fixed? (known: fixed, recent)");
    refusedCase("{expect: positive}", "on is missing: one of fixed, recent");
    refusedCase(
        "{expect: positive, tolerance: 0.1, on: fixed}",
        "a tolerance is of same, not-lower, not-higher alone");
    refusedCase(
        "{expect: same, set: {mph: 1}, tolerance: 2, on: fixed}", "from 0 to below 1, found 2");
    refusedCase("{expect: positive, where: mph >, on: fixed}", "expected an expression");
  }

  @Test
  void gatesAreOfACase() {
    assertThat(gate("at_most: {measure: failures, of: later is never better, value: 1%}"))
        .isEqualTo(new Gate.AtMost("failures of later is never better", 0.01, "fixed", null, 1));
    assertThat(
            gate("no_worse: {measure: failures, of: early is no risk, than: champion, margin: 0}"))
        .isEqualTo(
            new Gate.NoWorse("failures of early is no risk", "champion", 0, "recent", null, 1));
    assertThat(gate("improves: {measure: failures, of: very late is late, on: fixed, min_n: 9}"))
        .isEqualTo(
            new Gate.Improves("failures of very late is late", "champion", 0, "fixed", null, 9));
  }

  @Test
  void gatesThatCannotBeMeantAreRefused(@TempDir Path folder) throws IOException {
    refused(
        "at_most: {measure: failures, of: later is never beter, value: 1%}",
        "cases has no later is never beter; did you mean later is never better? (known: very late");
    refused("at_most: {measure: failures, value: 1%, on: fixed}", "say of which");
    refused(
        "at_most: {measure: failures, of: very late is late, value: 0}",
        "no number of rows proves that none fails");
    refused(
        "at_most: {measure: failures, of: very late is late, value: 1%, on: recent}",
        "very late is late is about rows of fixed, and not of recent");
    refused(
        "at_most: {measure: failures, of: very late is late, value: 1%, per: carrier}",
        "a case is not cut by slices");
    refused(
        "at_most: {metric: auc, of: very late is late, value: 1%, on: fixed}", "of is of failures");
    refused(
        "no_worse: {measure: churn, margin: 0, on: fixed}",
        "no_worse compares two models, and churn is one number");
    refused("no_worse: {margin: 0, on: fixed}", "no_worse needs a metric or a measure");
    Path file = folder.resolve("gates.yaml");
    Files.writeString(file, "when:\n  - at_most: {measure: failures, of: odd, value: 1, on: a}\n");
    GatesSubject rows = new GatesSubject(new GatesSubject.Two(), amount -> {}, List.of(), false);
    assertThatThrownBy(() -> new GatesReader(WORDS, rows).read(file, List.of("a"), List.of()))
        .hasMessageContaining("gates.yaml:2")
        .hasMessageContaining("cases ask models about rows, and these were made elsewhere");
  }

  @Test
  void columnsAreHeldAgainstTheDataset() {
    Schema schema =
        new Schema(
            Stream.of("day", "number", "tail", "carrier", "minute", "delay", "mph", "km")
                .map(name -> new Column(name, ColumnType.INTEGER))
                .toList());
    String cases =
        """
        cases:
          late: {where: dely > 120, expect: positive, on: fixed}
          odd:
            on: fixed
            set: {carrier: carrier, mph: mhp + hour}
            expect: same
        """;
    String text =
        PipelineReaderTest.GOOD
            .replace("use: [carrier, hour]", "use: [carrier, hour, mph, km]")
            .replace("promote:\n", cases + "promote:\n");
    PipelineFile file = new PipelineReader(WORDS).parse(Path.of("p.yaml"), text);
    assertThatThrownBy(() -> file.checkColumns(schema))
        .message()
        .contains("p.yaml:33: dataset flights has no column dely; did you mean delay?")
        .contains("p.yaml:36: dataset flights has no column mhp; did you mean mph?")
        .doesNotContain("hour");
  }
}
