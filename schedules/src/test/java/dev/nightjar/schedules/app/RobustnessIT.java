package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose gates ask what models make of rows that were changed. */
class RobustnessIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate FIRST = WORLD.start().plusDays(83);
  private static final LocalDate NIGHT = FIRST.plusDays(7);

  private static final String CHANGES =
      """
      robustness:
        noisy distance: {change: noise, columns: [distance_km], size: 0.05, on: fixed}
        no distance: {change: missing, columns: [distance_km, parcels], share: 30%, on: fixed}
        miles for kilometres: {change: unit, columns: [distance_km], factor: 0.621371, on: recent}
        new carrier: {change: unseen, columns: carrier, on: fixed}
        light years: {change: unit, columns: [parcels], factor: 1e60, on: fixed}
        noisy depot: {change: noise, columns: [depot], amount: 1, on: fixed}
      """;

  private static final String GATES =
      """
          - at_most: {measure: flips, under: noisy distance, value: 90%}
          - at_most: {measure: flips, under: no distance, value: 0, per: depot}
          - no_worse: {metric: auc, under: new carrier, than: unchanged, margin: 0.5}
          - no_worse: {metric: log_loss, under: miles for kilometres, than: champion, margin: 9}
          - at_least: {metric: mcc, under: noisy distance, value: -0.9, on: fixed}
          - at_most: {measure: flips, under: noisy depot, value: 1}
          - at_most: {measure: flips, under: light years, value: 1}
          - at_most: {measure: latency_p99, value: 60000}
          - no_worse: {measure: latency_p50, margin: 60000}
          - any_of:
              - at_most: {measure: flips, under: new carrier, value: 99%}
              - no_worse: {metric: brier, under: new carrier, than: unchanged, margin: 0}
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

  private static Json change(Json night, String name) {
    return night.list("evaluation", "probes", "robustness").stream()
        .filter(r -> r.text("probe", "name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void gatesAskForChangedRowsAndTheRecordAnswersAgain() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    String yaml = Files.readString(file);
    assertThat(yaml).contains("slices: [", "    - at_most:");
    Json plain = night(file, FIRST);
    assertThat(plain.list("evaluation", "probes", "robustness")).isEmpty();
    assertThat(plain.list("evaluation", "probes", "importance", "columns")).isNotEmpty();

    Files.writeString(
        file,
        yaml.replace("slices: [", CHANGES + "slices: [")
            .replace("recent: {last: 14d}", "recent: {last: 14d, unit: day}")
            .replace("    - at_most:", GATES + "    - at_most:"));
    Json night = night(file, NIGHT);
    assertThat(outcomes(night))
        .contains(
            "at most 0.9 flips under noisy distance on fixed: PASSED",
            "at most 0 flips under no distance on fixed per depot: FAILED",
            "no worse auc under new carrier than unchanged on fixed: PASSED",
            "no worse log_loss under miles for kilometres than champion on recent: PASSED",
            "at least −0.9 mcc under noisy distance on fixed: PASSED",
            "at most 1 flips under noisy depot on fixed: MISSING",
            "at most 1 flips under light years on fixed: MISSING",
            "at most 60,000 latency_p99: PASSED",
            "no worse latency_p50 than champion: PASSED",
            "at most 0.99 flips under new carrier on fixed, or no worse brier under new carrier than"
                + " unchanged on fixed: PASSED");
    assertThat(night.text("details"))
        .contains("“noisy depot” was not measured: depot holds texts, and cannot be changed so")
        .contains("“light years” was not measured: ", "parcels");
    Json missing = change(night, "no distance");
    assertThat(missing.number("changed") * 1.0 / missing.number("rows")).isBetween(0.2, 0.4);
    assertThat(change(night, "new carrier").text("changed"))
        .isEqualTo(change(night, "new carrier").text("rows"));
    assertThat(change(night, "miles for kilometres").text("comparisons"))
        .contains("paired-t-clustered");

    assertThat(night.number("evaluation", "latency", "rounds")).isBetween(10L, 40L);

    Json importance = night.list("evaluation", "probes", "importance", "columns").get(0);
    assertThat(Double.parseDouble(importance.text("low"))).isPositive();
    String page = type("report", "--date", NIGHT.toString(), "--format", "html").out();
    assertThat(page)
        .contains("<h2>Robustness</h2>", "<h2>Latency</h2>", "miles for kilometres on recent");
    assertThat(type("report", "--date", NIGHT.toString(), "--format", "md").out())
        .contains("## Robustness", "## Latency", "## What the candidate’s scores rest on");

    Files.delete(blob(night.text("candidate", "artifact")));
    Files.delete(blob(night.text("candidate", "encoder")));
    assertSame(FIRST);
    assertSame(NIGHT);
    String asked = "gates.flips under no distance.value=1";
    assertThat(type("report", "--date", NIGHT.toString(), "--what-if", asked).out())
        .contains("flips under no distance");
  }

  /** Its documents say nothing of changed rows, and neither does the replay. */
  @Test
  void aNightThatIsOlderIsReplayedAsItWas() throws IOException {
    night(DemoWorkspace.make(dir, WORLD).pipeline(), FIRST);
    try (Stream<Path> all = Files.walk(dir.resolve("store/runs"))) {
      for (Path file : all.filter(p -> p.toString().endsWith(".json")).toList()) {
        JsonNode document = CanonicalJson.parse(Files.readAllBytes(file));
        List<JsonNode> told = document.findParents("probes");
        told.forEach(parent -> ((ObjectNode) parent).remove("probes"));
        if (!told.isEmpty()) {
          Files.write(file, CanonicalJson.write(document));
        }
      }
    }
    String date = FIRST.toString();
    Json replay =
        Json.read(
            type("report", "deliveries", "--date", date, "--replay", "--output", "json").out());
    assertThat(replay.list("differences"))
        .as("the log of the model knows the document by its digest")
        .isNotEmpty()
        .allSatisfy(d -> assertThat(d.text("document")).isEqualTo("models/deliveries/log"));
    assertThat(type("report", "--date", date, "--format", "html").out())
        .contains("The models")
        .doesNotContain("What the candidate’s scores rest on");
  }
}
