package dev.nightjar.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.BrokenLogException;
import dev.nightjar.store.CountingStore;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a state does not keep of its events is in the log, and only that is read. */
final class EventReaderTest {

  private static final Instant NIGHT = Instant.parse("2011-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  private final MemoryStore store = new MemoryStore();

  private static ModelRegistry open(ObjectStore store, String model) {
    return new ModelRegistry(store, model, InstantSource.fixed(NOW), "runner");
  }

  private static ObjectKey entry(int seq) {
    return new ObjectKey(String.format("models/flights/log/%020d.json", seq));
  }

  @BeforeEach
  void threeNights() throws IOException {
    ModelRegistry registry = open(store, "flights");
    for (int i = 1; i <= 3; i++) {
      Instant night = NIGHT.plusSeconds(86_400L * i);
      String version = registry.register(CandidateFake.stored(store, "night " + i), night);
      registry.reject(version, night, Map.of("night", i), "no better");
    }
    registry.taint("v2", "ann", "d7 was poisoned", Map.of("segment", "d7"));
  }

  @Test
  void onlyTheEntriesThatAreAskedForAreRead() throws IOException {
    CountingStore counting = new CountingStore(store);
    ModelRegistry registry = open(counting, "flights");
    registry.state();
    int before = counting.calls().size();
    List<RegistryEvent> events = registry.events(e -> e.version().equals("v2"));
    assertThat(events).extracting(RegistryEvent::seq).containsExactly(3L, 4L, 7L);
    assertThat(events.get(1).evidence().at("/night").intValue()).isEqualTo(2);
    assertThat(events.get(2).reason()).isEqualTo("d7 was poisoned");
    assertThat(events.get(2).actor()).isEqualTo("ann");
    assertThat(counting.calls().subList(before, counting.calls().size()))
        .contains("read " + entry(3), "read " + entry(4), "read " + entry(7))
        .doesNotContain("read " + entry(1), "read " + entry(2), "read " + entry(5));
    assertThat(registry.history()).hasSize(7).containsAll(events);
  }

  @Test
  void whatAShadowTookOverIsTakenFromItsFirstEntry() throws IOException {
    ModelRegistry shadow = open(store, "shadow");
    shadow.seedFrom(open(store, "flights"), null);
    shadow.reject("v1", NIGHT, Map.of("late", true), "again");
    List<RegistryEvent> events = shadow.history();
    assertThat(events)
        .extracting(RegistryEvent::seq)
        .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L);
    assertThat(shadow.events(e -> e.kind() == EventKind.TAINTED))
        .singleElement()
        .isEqualTo(events.get(6))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("d7 was poisoned"));
    assertThat(shadow.events(e -> e.version().equals("v1")))
        .extracting(RegistryEvent::reason)
        .containsExactly("", "no better", "again");
  }

  @Test
  void anEntryThatSaysSomethingElseThanItDidIsNamed() throws IOException {
    ModelRegistry registry = open(store, "flights");
    registry.state();
    String honest = new String(store.read(entry(4)), UTF_8);
    store.overwrite(entry(4), honest.replace("\"v2\"", "\"v3\"").getBytes(UTF_8));
    assertThatThrownBy(() -> registry.events(e -> e.version().equals("v2")))
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(entry(4).path())
        .hasMessageContaining("v2 was rejected");
    assertThatThrownBy(registry::history)
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(entry(5).path());
  }

  @Test
  void anEntryThatIsGoneIsNamed() throws IOException {
    ModelRegistry registry = open(store, "flights");
    registry.state();
    store.overwrite(entry(4), new byte[0]);
    assertThatThrownBy(() -> registry.events(e -> e.version().equals("v2")))
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(entry(4).path())
        .hasMessageContaining("missing");
    assertThatThrownBy(registry::history)
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(entry(4).path());
  }
}
