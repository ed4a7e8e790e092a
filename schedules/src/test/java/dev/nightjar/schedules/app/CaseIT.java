package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose gates ask how models behave in cases. */
class CaseIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate FIRST = WORLD.start().plusDays(83);
  private static final LocalDate NIGHT = FIRST.plusDays(7);

  private static final String CASES =
      """
      cases:
        farther is never sooner: {set: {distance_km: distance_km + 10}, expect: not-lower, on: fixed}
        nearer is never sooner: {where: distance_km > 3, set: {distance_km: distance_km - 3}, expect: not-lower, on: recent}
        carrier is no reason: {set: {carrier: "'Heron'"}, expect: same, tolerance: 0.001, on: fixed}
        far in the fog is late: {where: "distance_km > 25 OR weather = 'fog'", expect: positive, on: recent}
        all are probable: {expect: 0..1, on: fixed}
        light years: {set: {parcels: parcels * 1e60}, expect: not-lower, on: fixed}
        thousands of parcels: {where: parcels > 9999, expect: positive, on: fixed}
        as it is: {set: {carrier: carrier}, expect: same, on: fixed}
      """;

  private static final String GATES =
      """
          - at_most: {measure: failures, of: farther is never sooner, value: 1%}
          - at_most: {measure: failures, of: nearer is never sooner, value: 50%}
          - no_worse: {measure: failures, of: carrier is no reason, than: champion, margin: 1}
          - no_worse: {measure: failures, of: far in the fog is late, margin: 0.9}
          - at_most: {measure: failures, of: light years, value: 1%}
          - at_most: {measure: failures, of: thousands of parcels, value: 1%}
          - at_most: {measure: failures, of: as it is, value: 1%}
          - any_of:
              - at_most: {measure: failures, of: all are probable, value: 1%}
              - at_most: {measure: failures, of: nearer is never sooner, value: 1%}
      """;

  private static final String PARTLY =
      """
          - at_most: {measure: failures, of: light years, value: 1%}
          - no_worse: {measure: failures, of: light years, margin: 0.5}
      """;

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private Json night(Path file, LocalDate date) throws IOException {
    Terminal.Answer night = type("run", file.toString(), "--date", date.toString());
    assertThat(night.code()).as(night.out() + night.err()).isZero();
    return Json.read(type("report", "--date", date.toString(), "--format", "json").out());
  }

  private void assertSame(LocalDate date) {
    Terminal.Answer same = type("report", "deliveries", "--date", date.toString(), "--replay");
    assertThat(same.out()).as(same.err()).contains("The same, bit by bit: SHA-256 ");
    assertThat(same.code()).isZero();
  }

  private Path blob(String digest) {
    return dir.resolve("store").resolve(Blobs.key(new Digest(digest)).path());
  }

  private static List<String> outcomes(Json decision) {
    return decision.list("gates").stream()
        .map(g -> g.text("title") + ": " + g.text("outcome"))
        .distinct()
        .toList();
  }

  private static Json one(Json night, String name) {
    return night.list("evaluation", "probes", "cases").stream()
        .filter(r -> r.text("asked", "name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double score(Json result, String when) {
    return Double.parseDouble(result.list("examples").get(0).text(when));
  }

  @Test
  void gatesAskHowModelsBehaveAndTheRecordAnswersAgain() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    String yaml = Files.readString(file);
    assertThat(yaml).contains("slices: [", "    - at_most:");
    Json plain = night(file, FIRST);
    assertThat(plain.text("evaluation", "probes")).doesNotContain("\"cases\"");
    Files.writeString(
        file,
        yaml.replace("slices: [", CASES + "slices: [")
            .replace("recent: {last: 14d}", "recent: {last: 14d, unit: day}")
            .replace("    - at_most:", GATES + "    - at_most:"));
    Json night = night(file, NIGHT);
    assertThat(outcomes(night))
        .contains(
            "at most 0.01 failures of farther is never sooner on fixed: PASSED",
            "at most 0.5 failures of nearer is never sooner on recent: FAILED",
            "no worse failures of carrier is no reason than champion on fixed: PASSED",
            "no worse failures of far in the fog is late than champion on recent: PASSED",
            "at most 0.01 failures of light years on fixed: MISSING",
            "at most 0.01 failures of thousands of parcels on fixed: MISSING",
            "at most 0.01 failures of as it is on fixed: MISSING",
            "at most 0.01 failures of all are probable on fixed, or at most 0.01 failures of nearer is"
                + " never sooner on recent: PASSED");
    assertThat(night.text("details"))
        .contains("“light years” was not measured: Feature parcels is infinite, or too large")
        .contains(
            "“thousands of parcels” was not measured: No row of fixed is where parcels > 9999")
        .contains("“as it is” was not measured: Every row has this value of carrier already.");
    Json nearer = one(night, "nearer is never sooner");
    assertThat(nearer.text("failed", "candidate")).isEqualTo(nearer.text("tried"));
    assertThat(nearer.list("examples")).hasSize(5);
    assertThat(score(nearer, "before")).isGreaterThan(score(nearer, "after"));
    assertThat(one(night, "far in the fog is late").text("comparisons"))
        .contains("tango-clustered");
    assertThat(one(night, "carrier is no reason").number("tried"))
        .as("rows of that carrier say nothing")
        .isLessThan(one(night, "carrier is no reason").number("matched"));
    String page = type("report", "--date", NIGHT.toString(), "--format", "html").out();
    assertThat(page).contains("<h2>Cases</h2>", "nearer is never sooner on recent");
    assertThat(type("report", "--date", NIGHT.toString(), "--format", "md").out())
        .contains("## Cases");
    Files.delete(blob(night.text("candidate", "artifact")));
    Files.delete(blob(night.text("candidate", "encoder")));
    assertSame(FIRST);
    assertSame(NIGHT);
  }

  /** The champion reads parcels as numbers, and the candidate as names. */
  @Test
  void aChampionThatCannotBeAskedIsNoReasonAgainstTheCandidate() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    night(file, FIRST);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("    - temperature\n", "    - temperature\n  categorical: [parcels]\n")
            .replace(
                "slices: [",
                """
                cases:
                  light years: {set: {parcels: parcels * 1e60}, expect: 0..1, on: fixed}
                slices: [""")
            .replace("    - at_most:", PARTLY + "    - at_most:"));
    Json night = night(file, NIGHT);
    assertThat(outcomes(night))
        .contains(
            "at most 0.01 failures of light years on fixed: PASSED",
            "no worse failures of light years than champion on fixed: MISSING");
    String why = "The champion could not be asked: Feature parcels is infinite";
    assertThat(night.text("gates")).contains(why);
    assertThat(night.text("details")).contains("“light years” was measured in part: ", why);
    assertThat(one(night, "light years").text("failed")).doesNotContain("champion");
    Files.delete(blob(night.text("candidate", "artifact")));
    assertSame(NIGHT);
  }

  /** An expression of another type than the feature's is said with its place. */
  @Test
  void whatIsSetIsOfTheFeaturesType() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "slices: [",
                "cases:\n  odd: {set: {carrier: distance_km}, expect: same, on: fixed}\nslices: ["));
    Terminal.Answer night = type("run", file.toString(), "--date", FIRST.toString());
    assertThat(night.code()).isNotZero();
    assertThat(night.out() + night.err())
        .contains("cases.odd.set.carrier: \"distance_km\": expected a text, but it is double");
  }
}
