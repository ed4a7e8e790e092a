package dev.nightjar.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.CountingStore;
import dev.nightjar.store.Damage;
import dev.nightjar.store.Digest;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a registry's checkpoints look like, and that those of other versions are passed over. */
final class CheckpointFormTest {

  private static final Instant NIGHT = Instant.parse("2011-01-01T00:00:00Z");
  private static final String MODEL = "flights";
  private static final ObjectKey NEWEST =
      new ObjectKey("models/flights/checkpoints/00000000000000000064.json");

  private final List<LogEntry> entries = new ArrayList<>();

  private void entry(String type, Object effect, String reason) {
    long seq = entries.size() + 1L;
    entries.add(
        new LogEntry(
            seq,
            "t" + seq,
            Digest.of("entry " + (seq - 1)),
            type,
            Instant.parse("2026-11-22T06:00:00.25Z").plusSeconds(seq),
            "ann",
            CanonicalJson.tree(Map.of()),
            CanonicalJson.tree(effect),
            CanonicalJson.tree(Map.of("long", "and wide")),
            reason));
  }

  private void happened(EventKind kind, String version, @Nullable Integer night, String reason) {
    @Nullable Instant time = night == null ? null : NIGHT.plus(Duration.ofDays(night));
    Effect effect =
        switch (kind) {
          case REGISTERED ->
              new Effect(version, Digest.of("manifest of " + version), null, time, null);
          case PROMOTED, FORCED, ROLLED_BACK -> Effect.champion(version, time);
          case APPROVED, BASELINE_SET, REJECTED, RETIRED, TAINTED -> Effect.of(version, time);
        };
    entry(kind.text(), effect, reason);
  }

  /**
   * When this fails, checkpoints come out differently: make {@link RegistryLog.Fold#form} another
   * number in the same change, so that those that are there are passed over.
   */
  @Test
  void theFormOfACheckpointIsThatOfItsNumber() {
    happened(EventKind.REGISTERED, "v1", 1, "");
    happened(EventKind.PROMOTED, "v1", 1, "the first");
    happened(EventKind.BASELINE_SET, "v1", null, "as good as any");
    happened(EventKind.REGISTERED, "v2", 2, "");
    happened(EventKind.REJECTED, "v2", 2, "no better");
    happened(EventKind.REGISTERED, "v3", 3, "");
    happened(EventKind.FORCED, "v3", 3, "I want it");
    happened(EventKind.TAINTED, "v2", 3, "d7 was poisoned");
    happened(EventKind.TAINTED, "v3", 3, "d7 was poisoned");
    happened(EventKind.ROLLED_BACK, "v1", 3, "d7");
    happened(EventKind.RETIRED, "v2", 3, "old");
    happened(EventKind.APPROVED, "v3", 3, "go on");
    RegistryState state = RegistryState.empty(MODEL).after(entries);
    assertThat(state.history().stream().map(EventFact::kind).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(EventKind.class));
    assertThat(new RegistryLog.Fold(MODEL).form()).isEqualTo("registry-3");
    assertThat(CanonicalJson.text(state))
        .isEqualTo(
            """
            {"kinds":"rpbrnrfttkxa","manifests":[\
            "96eae1cc7b166564906f7a3d86db67a00699d5b242697983b3d3f4db06291486",\
            "3c973241ded284eeb2f006e5649b7ea8c2f77403a8070fd1e979c95f8b8c9a8a",\
            "88a2f094bdf3b055eac2430f5340ea110cefc71d38b4e2b0a1befa0c21ba3614"],\
            "model":"flights","nanos":[0,250000000,0,0,250000000,250000000,250000000],\
            "origins":{},"position":12,"reasons":["d7 was poisoned"],\
            "seconds":[1293926400,1795327202,1294012800,1294099200,1795327207,1795327210,1795327211],\
            "seqs":[1,2,3,4,5,6,7,8,9,10,11,12],"taints":[0,0],"times":[0,0,-1,2,2,3,3,3,3,3,3,3],\
            "versions":["v1","v1","v1","v2","v2","v3","v3","v2","v3","v1","v2","v3"],"written":[1,4,5,6]}\
            """);
    assertThat(CanonicalJson.convert(CanonicalJson.tree(state), RegistryState.class))
        .isEqualTo(state);
  }

  @Test
  void theFormOfAShadowsCheckpoint() {
    List<Effect.Seeded> events =
        List.of(
            seeded(EventKind.REGISTERED, new Effect("v1", Digest.of("m"), "flights", NIGHT, null)),
            seeded(EventKind.PROMOTED, Effect.champion("v1", NIGHT)));
    entry("seeded", new Effect.Seed(MODEL, 2, null, events), "shadow");
    happened(EventKind.REGISTERED, "v2", 2, "");
    RegistryState state = RegistryState.empty("shadow").after(entries);
    assertThat(state.champion()).isEqualTo("v1");
    assertThat(CanonicalJson.text(state))
        .isEqualTo(
            """
            {"kinds":"rpr","manifests":[\
            "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a",\
            "3c973241ded284eeb2f006e5649b7ea8c2f77403a8070fd1e979c95f8b8c9a8a"],\
            "model":"shadow","nanos":[0,0,0],"origins":{"v1":"flights"},"position":2,"reasons":[],\
            "seconds":[1293840000,1795327200,1294012800],"seqs":[1,1,2],"taints":[],"times":[0,0,2],\
            "versions":["v1","v1","v2"],"written":[1]}\
            """);
    assertThat(CanonicalJson.convert(CanonicalJson.tree(state), RegistryState.class))
        .isEqualTo(state);
  }

  private static Effect.Seeded seeded(EventKind kind, Effect effect) {
    return new Effect.Seeded(kind, Instant.parse("2026-11-22T06:00:00Z"), "ann", effect, "");
  }

  private static ModelRegistry open(ObjectStore store) {
    return new ModelRegistry(store, MODEL, InstantSource.fixed(NIGHT), "runner");
  }

  private static MemoryStore years(int nights) throws IOException {
    MemoryStore store = new MemoryStore();
    ModelRegistry registry = open(store);
    for (int i = 1; i <= nights; i++) {
      Instant night = NIGHT.plusSeconds(86_400L * i);
      String version = registry.register(CandidateFake.stored(store, "night " + i), night);
      registry.promote(PromotionRequest.forced(version, night, Map.of("auc", 0.5), "better"));
    }
    return store;
  }

  /** Puts another checkpoint, whole and with its digest, in the place of the newest. */
  private static void replace(MemoryStore store, String form, JsonNode state) throws IOException {
    ObjectNode all = (ObjectNode) CanonicalJson.parse(store.read(NEWEST));
    all.remove("digest");
    all.put("form", form).set("state", state);
    String body = CanonicalJson.text(all);
    store.overwrite(
        NEWEST, ("{\"digest\":\"" + Digest.of(body) + "\"," + body.substring(1)).getBytes(UTF_8));
  }

  /** As the first form had it, and in it a champion that the log knows nothing of. */
  private static JsonNode oldState() {
    return CanonicalJson.tree(
        Map.of(
            "model",
            MODEL,
            "position",
            64,
            "champion",
            "v99",
            "versions",
            List.of(),
            "history",
            List.of()));
  }

  /** As this form has it, but of a history in which every promotion was a rejection. */
  private static JsonNode otherState(MemoryStore store) throws IOException {
    ObjectNode state = (ObjectNode) CanonicalJson.parse(store.read(NEWEST)).get("state");
    state.put("kinds", state.get("kinds").textValue().replace('f', 'n'));
    state.putArray("written");
    return state;
  }

  @Test
  void checkpointsOfOlderAndNewerFormsArePassedOverAndNoDamage() throws IOException {
    MemoryStore store = years(33);
    RegistryState state = open(store).state();
    assertThat(state.champion()).isEqualTo("v33");
    JsonNode other = otherState(store);
    Map<String, JsonNode> forms =
        Map.of("registry-1", oldState(), "registry-4", other, "dataset-1", other);
    for (Map.Entry<String, JsonNode> form : forms.entrySet()) {
      replace(store, form.getKey(), form.getValue());
      assertThat(open(store).state()).as(form.getKey()).isEqualTo(state);
      assertThat(open(store).verifyLog().findings()).as(form.getKey()).isEmpty();
      assertThat(open(store).verifyLog().checkpoints()).as(form.getKey()).isZero();
    }
  }

  @Test
  void aCheckpointThatClaimsThisFormAndHasAnotherIsDamage() throws IOException {
    MemoryStore store = years(33);
    RegistryState state = open(store).state();
    replace(store, "registry-3", oldState());
    assertThat(open(store).state()).isEqualTo(state);
    assertThat(open(store).verifyLog().findings()).extracting(Damage::key).containsExactly(NEWEST);
  }

  @Test
  void theFirstEventAfterAnUpgradeLeavesACheckpointOfTheNewForm() throws IOException {
    MemoryStore store = years(70);
    replace(store, "registry-1", oldState());
    store
        .list("models/flights/checkpoints", NEWEST.path())
        .forEach(key -> store.overwrite(key, new byte[0]));
    assertThat(entriesRead(store)).isEqualTo(141);
    open(store).reject("v1", NIGHT, Map.of(), "no better");
    // The entry that the checkpoint stands on, and the one that is not there.
    assertThat(entriesRead(store)).isEqualTo(2);
  }

  private static long entriesRead(MemoryStore store) throws IOException {
    CountingStore counting = new CountingStore(store);
    open(counting).state();
    return counting.calls().stream().filter(c -> c.startsWith("read models/flights/log/")).count();
  }
}
