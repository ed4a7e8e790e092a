package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The id of a snapshot is the same on every machine, and stays what it was. */
@Isolated("changes the default locale and zone")
class SnapshotIdsTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final LocalDate FIRST = LocalDate.of(2011, 1, 1);
  private static final Label LABEL =
      new Label("late", new Expression("late"), null, Span.ofDays(1));
  private static final List<TestSet> SETS =
      List.of(
          new TestSet("recent", new TestSet.Recent(Span.ofDays(14)), 0, null, null),
          new TestSet(
              "winter", new TestSet.Fixed(FIRST, LocalDate.of(2011, 1, 31)), 0, null, null));

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void asItWas() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  private static Recipe recipe(String... exclude) {
    return new Recipe(
        "flights",
        List.of(),
        List.of(exclude),
        Span.ofDays(60),
        null,
        List.of("day"),
        Recipe.Dedupe.ID,
        Split.standard());
  }

  private static Snapshot resolve(DatasetState state, LocalDate night, String... exclude) {
    Instant at = night.atTime(2, 30).atZone(CHICAGO).toInstant();
    return Snapshots.resolve(state, recipe(exclude), SETS, LABEL, at, CHICAGO);
  }

  /** These were computed before segments could require others, and must never change. */
  @Test
  void idsThatWereGivenStay() {
    DatasetState year = DatasetFixture.daily(FIRST, LocalDate.of(2011, 12, 31));
    Map<String, String> ids = new TreeMap<>();
    ids.put("june", resolve(year, LocalDate.of(2011, 6, 15)).id());
    ids.put("without", resolve(year, LocalDate.of(2011, 6, 15), "2011-05-0*").id());
    ids.put("leap", resolve(year, LocalDate.of(2012, 1, 1)).id());
    assertThat(ids)
        .containsExactly(
            Map.entry("june", "164d171619e57ed1959ebefebd108a591bcdda4c3090468aafbd82195b18f755"),
            Map.entry("leap", "b699a92768791529ec31be19cb09dfd320216f6c9f8259a18acd395210073c49"),
            Map.entry(
                "without", "da808d206000ebaaea4483d28554ebb3defe52f1cf7fdec3e8e3585199ad723f"));
  }

  /** Segments in the order of the seed, some of them retracted, some added again. */
  private static DatasetLog log(MemoryStore store, Random random) throws IOException {
    DatasetLog log = new Datasets(store, InstantSource.fixed(Instant.EPOCH)).dataset("flights");
    List<Segment> days = new ArrayList<>();
    FIRST.datesUntil(FIRST.plusDays(90)).forEach(d -> days.add(DatasetFixture.day(d)));
    Collections.shuffle(days, random);
    int from = 0;
    while (from < days.size()) {
      int to = Math.min(days.size(), from + 1 + random.nextInt(20));
      List<Segment> some = new ArrayList<>(days.subList(from, to));
      if (from > 0) {
        some.set(0, some.get(0).requiring(List.of(days.get(random.nextInt(from)).name())));
      }
      log.add(some, new Expression("day"), CHICAGO.getId(), DatasetFixture.SCHEMA, "ann");
      from = to;
    }
    for (int i = 0; i < 3; i++) {
      log.retract(days.get(random.nextInt(days.size())).name(), "seed " + i, "ann");
    }
    return log;
  }

  @Test
  void neitherLocaleNorZoneNorOrderOfMembersMatters() throws IOException {
    List<String> locales = List.of("en-US", "tr-TR", "ar-EG", "th-TH-u-ca-buddhist-nu-thai", "");
    List<String> zones = List.of("UTC", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns");
    for (int seed = 0; seed < 25; seed++) {
      DatasetLog log = log(new MemoryStore(), new Random(seed));
      LocalDate night = FIRST.plusDays(60 + seed);
      Snapshot here = resolve(log.state(), night);
      assertThat(here.segments()).isNotEmpty();
      Locale.setDefault(Locale.forLanguageTag(locales.get(seed % locales.size())));
      TimeZone.setDefault(TimeZone.getTimeZone(zones.get(seed % zones.size())));
      Snapshot there = resolve(log.state(), night);
      assertThat(there.id()).as("seed %d", seed).isEqualTo(here.id());
      Snapshot read = CanonicalJson.read(CanonicalJson.write(here), Snapshot.class);
      assertThat(read).isEqualTo(here);
      asItWas();
      assertThat(digest(read, new Random(seed))).as("seed %d", seed).isEqualTo(here.id());
    }
  }

  /** The id again, from a tree whose members were put in another order. */
  private static String digest(Snapshot snapshot, Random random) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    JsonNode tree = CanonicalJson.tree(snapshot);
    tree.fieldNames().forEachRemaining(names::add);
    names.remove("id");
    Collections.shuffle(names, random);
    names.forEach(n -> members.put(n, tree.get(n)));
    return CanonicalJson.digest(members).hex();
  }

  @Test
  void anIndependentFoldOfTheLogComesToTheSame() throws IOException {
    for (int seed = 0; seed < 25; seed++) {
      MemoryStore store = new MemoryStore();
      DatasetLog log = log(store, new Random(seed));
      DatasetState folded = log.state();
      TreeMap<String, Segment> segments = new TreeMap<>();
      List<String> arrivals = new ArrayList<>();
      for (ObjectKey key : store.list("datasets/flights/log", "")) {
        JsonNode entry = CanonicalJson.parse(store.read(key));
        JsonNode effect = entry.path("effect");
        for (JsonNode node : effect.path("segments")) {
          Segment segment = CanonicalJson.convert(node, Segment.class);
          segments.put(segment.name(), segment);
          arrivals.add(segment.name());
        }
        if (entry.path("type").textValue().equals("retract")) {
          segments.remove(effect.path("segment").textValue());
          arrivals.remove(effect.path("segment").textValue());
        }
      }
      DatasetState plain =
          new DatasetState(
              "flights",
              folded.position(),
              folded.definition(),
              segments,
              folded.retracted(),
              folded.tags(),
              arrivals);
      LocalDate night = FIRST.plusDays(85);
      assertThat(resolve(plain, night).id())
          .as("seed %d", seed)
          .isEqualTo(resolve(folded, night).id());
    }
  }
}
