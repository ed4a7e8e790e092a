package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, and worlds in which nothing happens. */
class DemoIT {

  /** So many nights tell one story from another. */
  private static final int NIGHTS = 4;

  private static final int CALM_SEEDS = 20;

  /** Days of a calm world: those of its fixed test set, then those of the nights' windows. */
  private static final int CALM_DAYS = 94;

  /** A first night, and later ones, as days since the world's start. */
  private static final List<Integer> CALM_NIGHTS = List.of(81, 88, 94);

  /** What the demonstration takes when nobody says another. */
  private static final long SEED = 7;

  @TempDir static Path shared;
  private static List<Json> told = List.of();

  @TempDir Path dir;

  @BeforeAll
  static void demonstration() throws IOException {
    Terminal.Answer answer = new Terminal(shared.resolve("demo")).type("demo", "--output", "json");
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    told = nights(answer);
  }

  private static List<Json> nights(Terminal.Answer answer) throws IOException {
    return Json.read(answer.out()).list();
  }

  private static String verdict(Json night) {
    return night.text(night.text("verdict").equals("null") ? "state" : "verdict");
  }

  @Test
  void showsEveryVerdict() {
    List<String> verdicts = told.stream().map(DemoIT::verdict).toList();
    assertThat(verdicts).first().isEqualTo("PROMOTE");
    assertThat(verdicts.subList(1, verdicts.size()))
        .contains("PROMOTE", "REJECT", "INCONCLUSIVE", "BLOCKED");
    for (Json night : told) {
      assertThat(Path.of(night.text("report"))).isNotEmptyFile();
    }
  }

  @Test
  void theSameSeedIsTheSameStory() throws IOException {
    DemoWorkspace again = DemoWorkspace.make(dir.resolve("again"), WorldOptions.drifting(SEED));
    assertThat(begin(again)).isEqualTo(told.stream().limit(NIGHTS).map(DemoIT::told).toList());
    Map<String, String> fingerprints = fingerprints(shared.resolve("demo"));
    assertThat(fingerprints(again.folder()).entrySet())
        .hasSize(NIGHTS)
        .isSubsetOf(fingerprints.entrySet());
  }

  @Test
  void anotherSeedIsAnotherStory() throws IOException {
    DemoWorkspace other = DemoWorkspace.make(dir.resolve("other"), WorldOptions.drifting(SEED + 1));
    assertThat(begin(other))
        .doesNotContainAnyElementsOf(told.stream().limit(NIGHTS).map(DemoIT::told).toList());
    assertThat(fingerprints(other.folder()).values())
        .doesNotContainAnyElementsOf(fingerprints(shared.resolve("demo")).values());
  }

  /** The first nights of the demonstration, each by the ordinary way. */
  private static List<String> begin(DemoWorkspace demo) throws IOException {
    List<String> nights = new ArrayList<>();
    try (Workspace workspace = demo.open()) {
      LocalDate night = LocalDate.parse(told.get(0).text("logicalDate"));
      for (int i = 0; i < NIGHTS; i++) {
        NightResult result =
            workspace.nights().run(demo.pipeline(), night.plusDays(i), NightListener.silent());
        nights.add(told(Json.read(CanonicalJson.pretty(result))));
      }
    }
    return nights;
  }

  /** What a night says that does not name its folder. */
  private static String told(Json night) {
    return String.join(
        " ",
        night.text("logicalTime"),
        night.text("runId"),
        verdict(night),
        night.text("modelVersion"),
        night.text("champion"),
        night.text("headline"));
  }

  private static Map<String, String> fingerprints(Path workspace) throws IOException {
    LocalPlaces places = LocalPlaces.open(workspace, InstantSource.system());
    ModelRegistry registry = places.registry("deliveries");
    Map<String, String> found = new TreeMap<>();
    for (ModelVersion version : registry.state().versions()) {
      Candidate candidate = registry.candidate(version.name());
      found.put(version.name(), candidate.fingerprint().hex());
    }
    return found;
  }

  @Test
  void aCalmWorldKeepsItsFirstChampion() throws IOException {
    List<Long> restless = new ArrayList<>();
    for (long seed = 1; seed <= CALM_SEEDS; seed++) {
      int later = laterPromotions(seed);
      if (later > 0) {
        restless.add(seed);
      }
    }
    System.out.printf(
        "calm worlds: %d of %d seeds promote nothing after the first night %s%n",
        CALM_SEEDS - restless.size(), CALM_SEEDS, restless);
    assertThat(restless.size())
        .as("seeds with a later promotion: %s", restless)
        .isLessThanOrEqualTo(CALM_SEEDS / 20);
  }

  private int laterPromotions(long seed) throws IOException {
    WorldOptions calm = WorldOptions.calm(seed);
    int never = WorldOptions.NEVER;
    WorldOptions world = new WorldOptions(seed, calm.start(), CALM_DAYS, never, never, never);
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("calm" + seed), world, false);
    // One segment, and the one slice that the gates look at: the others would only take time.
    String yaml = Files.readString(demo.pipeline());
    Files.writeString(demo.pipeline(), yaml.replaceFirst("slices: .*", "slices: [depot]"));
    List<Verdict> verdicts = new ArrayList<>();
    try (Workspace workspace = demo.open()) {
      for (int day : CALM_NIGHTS) {
        LocalDate night = world.start().plusDays(day);
        verdicts.add(
            workspace.nights().run(demo.pipeline(), night, NightListener.silent()).verdict());
      }
    }
    assertThat(verdicts).as("seed %d", seed).doesNotContainNull().startsWith(Verdict.PROMOTE);
    return Collections.frequency(verdicts, Verdict.PROMOTE) - 1;
  }
}
