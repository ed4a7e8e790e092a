package dev.nightjar.jobs.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.config.Vocabulary;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {

  private final Path dir;

  WorldTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void sameSeedGivesTheSameBytesOnEveryMachine() throws IOException {
    assertThat(Digest.of(csv(WorldOptions.drifting(1))).head(16)).isEqualTo("5b7c8342bc42e636");
  }

  @Test
  void anotherSeedIsAnotherWorld() throws IOException {
    assertThat(csv(WorldOptions.drifting(2))).isNotEqualTo(csv(WorldOptions.drifting(1)));
  }

  @Test
  void driftLeavesTheDaysBeforeUntouched() {
    World drifting = new World(WorldOptions.drifting(5));
    World calm = new World(WorldOptions.calm(5));
    for (int day = 0; day <= WorldOptions.drifting(5).slowDrift(); day++) {
      assertThat(drifting.day(day)).isEqualTo(calm.day(day));
    }
    assertThat(drifting.day(90)).isNotEqualTo(calm.day(90));
    assertThat(lateShare(drifting.day(110), "East"))
        .isGreaterThan(lateShare(calm.day(110), "East") + 0.1);
  }

  @Test
  void daysHaveBelievableSizes() {
    World world = new World(WorldOptions.drifting(3));
    for (int day = 0; day < 120; day++) {
      assertThat(world.day(day)).hasSizeBetween(220, 420);
    }
  }

  @Test
  void newCarrierComesOnItsDayAndTheBrokenDayIsBroken() {
    WorldOptions options = WorldOptions.drifting(4);
    World world = new World(options);
    assertThat(world.day(options.suddenDrift() - 1)).noneMatch(WorldTest::isNewCarrier);
    assertThat(world.day(options.suddenDrift())).anyMatch(WorldTest::isNewCarrier);
    assertThat(world.day(options.broken()))
        .anyMatch(d -> d.trip().depot() == null)
        .anyMatch(d -> d.trip().distanceKm() < 0);
    assertThat(world.day(options.broken() + 1))
        .allMatch(d -> d.trip().depot() != null)
        .allMatch(d -> d.trip().distanceKm() >= 0);
  }

  @Test
  void driftingWorldLeadsToEveryVerdict() {
    String first = WorldStudy.nights(WorldOptions.drifting(1));
    assertThat(first).contains("P", "R", "I", "B");
    assertThat(WorldStudy.nights(WorldOptions.drifting(2))).isNotEqualTo(first);
  }

  @Test
  void calmWorldPromotesNothingAfterTheFirstNight() {
    for (long seed = 1; seed <= 2; seed++) {
      assertThat(WorldStudy.nights(WorldOptions.calm(seed))).doesNotContain("P");
    }
  }

  @Test
  void pipelineFileIsRightAndAsksForColumnsThatAreThere() throws IOException {
    Vocabulary anything = new Vocabulary(s -> {}, s -> {}, s -> {}, s -> {}, s -> {});
    try (InputStream in = World.class.getResourceAsStream("demo.yaml")) {
      String text = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      PipelineFile file = new PipelineReader(anything).parse(Path.of("demo.yaml"), text);
      file.checkColumns(
          new Schema(
              Arrays.stream(Delivery.HEADER.split(",", -1))
                  .map(name -> new Column(name, ColumnType.TEXT))
                  .toList()));
      assertThat(file.pipeline().name()).isEqualTo("deliveries");
    }
  }

  private String csv(WorldOptions options) throws IOException {
    Path file = dir.resolve("world-" + options.seed() + ".csv");
    new World(options).writeCsv(file);
    return Files.readString(file);
  }

  private static boolean isNewCarrier(Delivery delivery) {
    return delivery.trip().carrier().equals("Kestrel");
  }

  private static double lateShare(List<Delivery> day, String depot) {
    return day.stream()
        .filter(d -> depot.equals(d.trip().depot()))
        .mapToInt(d -> LinearModel.late(d) ? 1 : 0)
        .average()
        .orElse(0);
  }
}
