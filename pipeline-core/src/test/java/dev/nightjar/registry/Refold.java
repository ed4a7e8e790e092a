package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's log again with nothing but a JSON parser, and says what must be true of it after
 * every entry. It shares no code with the registry, so that both would have to be wrong alike.
 */
final class Refold {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore store;
  private final String model;
  private final List<JsonNode> entries = new ArrayList<>();
  private final List<String> versions = new ArrayList<>();
  private final List<String> manifests = new ArrayList<>();
  private final Deque<String> champions = new ArrayDeque<>();

  private Refold(ObjectStore store, String model) {
    this.store = store;
    this.model = model;
  }

  /** Reads and checks the whole log. */
  static Refold of(ObjectStore store, String model) throws IOException {
    Refold refold = new Refold(store, model);
    refold.read();
    return refold;
  }

  private void read() throws IOException {
    String before = sha256(("models/" + model).getBytes(StandardCharsets.UTF_8));
    Set<String> transactions = new HashSet<>();
    boolean hadChampion = false;
    for (ObjectKey key : store.list("models/" + model + "/log", "")) {
      byte[] bytes = store.read(key);
      JsonNode entry = JSON.readTree(bytes);
      entries.add(entry);
      int seq = entries.size();
      assertThat(key.name()).as("no gap").isEqualTo(String.format("%020d.json", seq));
      assertThat(entry.get("seq").asInt()).isEqualTo(seq);
      assertThat(entry.get("prevHash").asText()).as("chain at %s", key).isEqualTo(before);
      assertThat(transactions.add(entry.get("txnId").asText())).as("once: %s", entry).isTrue();
      before = sha256(bytes);
      apply(entry);
      hadChampion |= champion() != null;
      assertThat(champion() != null).as("a champion after %s", key).isEqualTo(hadChampion);
    }
  }

  private static String sha256(byte[] bytes) {
    return Digest.of(bytes).hex();
  }

  private void apply(JsonNode entry) {
    JsonNode expected = entry.get("expect").path("champion");
    assertThat(expected.isTextual() ? expected.asText() : null)
        .as("the champion that %s took for granted", entry)
        .isEqualTo(champion());
    String version = entry.get("effect").get("version").asText();
    switch (entry.get("type").asText()) {
      case "registered" -> {
        versions.add(version);
        manifests.add(entry.get("effect").get("manifest").asText());
      }
      case "promoted", "forced" -> {
        assertThat(versions).contains(version);
        assertThat(version).isNotEqualTo(champion());
        champions.push(version);
      }
      case "rolled-back" -> {
        assertThat(champions).contains(version);
        while (!version.equals(champions.peek())) {
          champions.pop();
        }
      }
      case "rejected" -> assertThat(versions).contains(version);
      default -> throw new AssertionError("a storm makes no such event: " + entry);
    }
  }

  @Nullable String champion() {
    return champions.peek();
  }

  /** The registry says the same. */
  void requireSame(RegistryState state) {
    assertThat(state.position()).isEqualTo(entries.size());
    assertThat(state.champion()).isEqualTo(champion());
    assertThat(state.previous()).isEqualTo(champions.stream().skip(1).findFirst().orElse(null));
    assertThat(state.versions()).extracting(ModelVersion::name).containsExactlyElementsOf(versions);
    assertThat(state.history()).hasSameSizeAs(entries);
  }

  /** What was acknowledged is there, once; what was refused is not. */
  void requireOnce(StormWorker.Act act) {
    long events =
        entries.stream()
            .filter(e -> e.get("reason").asText().equals(act.name()))
            .filter(e -> e.get("type").asText().equals(act.type()))
            .filter(
                e ->
                    act.version().equals("-")
                        || e.get("effect").get("version").asText().equals(act.version()))
            .count();
    boolean written = !act.type().equals("superseded") && !act.type().equals("refused");
    assertThat(events).as("events of %s", act).isEqualTo(written ? 1 : 0);
    long all = entries.stream().filter(e -> e.get("reason").asText().equals(act.name())).count();
    assertThat(all).as("everything that %s wrote", act).isEqualTo(events);
  }

  /** No candidate became two versions, and every byte of every version is there. */
  void requireWholeVersions() throws IOException {
    assertThat(manifests).doesNotHaveDuplicates();
    for (String manifest : manifests) {
      byte[] bytes = store.read(ObjectKey.of("models", model, "manifests", manifest + ".json"));
      assertThat(sha256(bytes)).isEqualTo(manifest);
      JsonNode candidate = JSON.readTree(bytes);
      new Blobs(store).verify(new Digest(candidate.get("artifact").asText()));
      new Blobs(store).verify(new Digest(candidate.get("encoder").asText()));
    }
  }

  int size() {
    return entries.size();
  }
}
