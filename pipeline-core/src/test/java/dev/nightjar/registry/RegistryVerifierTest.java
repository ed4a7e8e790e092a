package dev.nightjar.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Damage;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegistryVerifierTest {

  private static final Instant NIGHT = Instant.parse("2011-06-01T00:00:00Z");

  private final MemoryStore store = new MemoryStore();
  private final ModelRegistry registry =
      new ModelRegistry(store, "flight-delays", InstantSource.fixed(NIGHT), "runner");

  @BeforeEach
  void threeNights() throws IOException {
    for (int day = 1; day <= 3; day++) {
      Instant night = NIGHT.plusSeconds(86_400L * day);
      String version = registry.register(CandidateFake.stored(store, "n" + day), night);
      registry.promote(
          PromotionRequest.judged(version, night, registry.state().champion(), Map.of(), "better"));
    }
  }

  private Verified verify(RegistryVerifier.Named... more) throws IOException {
    return new RegistryVerifier(store, "flight-delays", (what, done, total) -> {})
        .verify(List.of(more));
  }

  private static ObjectKey entry(int seq) {
    return new ObjectKey(String.format("models/flight-delays/log/%020d.json", seq));
  }

  /** Flips one bit in the middle; returns the digest that the object has now. */
  private Digest damage(ObjectKey key) throws IOException {
    byte[] bytes = store.read(key);
    bytes[bytes.length / 2] ^= 1;
    store.overwrite(key, bytes);
    return Digest.of(bytes);
  }

  private Digest edit(ObjectKey key, String from, String to) throws IOException {
    byte[] bytes = new String(store.read(key), UTF_8).replace(from, to).getBytes(UTF_8);
    store.overwrite(key, bytes);
    return Digest.of(bytes);
  }

  @Test
  void anEntryThatAccusesAnotherIsDoubtedWhenItIsDamagedItself() throws IOException {
    String first = Digest.of(store.read(entry(1))).hex();
    edit(entry(2), first, "0".repeat(64));
    assertThat(verify().damages())
        .extracting(Damage::what)
        .containsExactly(
            "entry 1, if the next one, damaged too, is right",
            "entry 2, by what the next one says");
  }

  @Test
  void readsEverythingAndSaysHowFarItIs() throws IOException {
    List<String> said = new ArrayList<>();
    Verified all =
        new RegistryVerifier(
                store,
                "flight-delays",
                (what, done, total) -> {
                  assertThat(done).isBetween(1L, total);
                  said.add(what);
                })
            .verify(List.of());
    assertThat(all.damages()).isEmpty();
    assertThat(all.entries()).isEqualTo(6);
    assertThat(all.manifests()).isEqualTo(3);
    // A model and an encoder each, and the key list, which the three share.
    assertThat(all.objects()).isEqualTo(7);
    assertThat(said).contains("log", "model of v1", "encoder of v3");
  }

  @Test
  void namesEveryDamagedObjectWithBothDigests() throws IOException {
    Candidate first = registry.candidate("v1");
    Candidate second = registry.candidate("v2");
    Digest entry = Digest.of(store.read(entry(2)));
    Digest manifest = registry.state().version("v3").manifest();
    ObjectKey manifestKey = new ObjectKey("models/flight-delays/manifests/" + manifest + ".json");
    Digest entryNow = edit(entry(2), "runner", "rummer");
    Digest modelNow = damage(Blobs.key(first.artifact()));
    Digest encoderNow = damage(Blobs.key(second.encoder()));
    Digest manifestNow = damage(manifestKey);
    assertThat(verify().damages())
        .containsExactlyInAnyOrder(
            new Damage(entry(2), "entry 2, by what the next one says", sha(entry), sha(entryNow)),
            new Damage(
                Blobs.key(first.artifact()), "model of v1", sha(first.artifact()), sha(modelNow)),
            new Damage(
                Blobs.key(second.encoder()),
                "encoder of v2",
                sha(second.encoder()),
                sha(encoderNow)),
            new Damage(manifestKey, "manifest of v3", sha(manifest), sha(manifestNow)));
  }

  private static String sha(Digest digest) {
    return "SHA-256 " + digest;
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    Candidate first = registry.candidate("v1");
    Digest third = Digest.of(store.read(entry(3)));
    store.overwrite(Blobs.key(first.artifact()), new byte[0]);
    store.overwrite(entry(3), new byte[0]);
    assertThat(store.exists(entry(3))).isFalse();
    assertThat(verify().damages())
        .contains(
            new Damage(entry(3), "entry 3", sha(third), "nothing"),
            new Damage(
                Blobs.key(first.artifact()), "model of v1", sha(first.artifact()), "nothing"));
  }

  @Test
  void namesAnEntryThatIsNoneAndOneThatDoesNotFollow() throws IOException {
    store.overwrite(entry(6), "{}".getBytes(UTF_8));
    assertThat(verify().damages())
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.key()).isEqualTo(entry(6));
              assertThat(damage.expected()).isEqualTo("an entry");
              assertThat(damage.sentence()).contains("(entry 6) is damaged", "LogEntry");
            });
    store.overwrite(entry(6), store.read(entry(5)));
    assertThat(verify().damages())
        .singleElement()
        .satisfies(d -> assertThat(d.found()).isEqualTo("one that says it is number 5"));
  }

  @Test
  void aForeignNumberDoesNotMakeItReadForEver() throws IOException {
    store.create(
        new ObjectKey("models/flight-delays/log/00999999999999999999.json"), "{}".getBytes(UTF_8));
    assertThat(verify().damages()).hasSizeBetween(2, 102);
  }

  @Test
  void aChampionThatTheWriterCannotHaveSeenIsNamed() throws IOException {
    edit(entry(6), "\"expect\":{\"champion\":\"v2\"}", "\"expect\":{\"champion\":\"v1\"}");
    assertThat(verify().damages())
        .containsExactly(
            new Damage(
                entry(6),
                "entry 6, in expect",
                "champion v2 by the entries before",
                "champion v1"));
  }

  @Test
  void furtherObjectsAreReadToo() throws IOException {
    ObjectKey key = new ObjectKey("runs/flight-delays/decision.json");
    store.create(key, "{}".getBytes(UTF_8));
    Digest digest = Digest.of("{}");
    assertThat(verify(new RegistryVerifier.Named(key, "decision on v1", digest)).objects())
        .isEqualTo(8);
    Digest now = damage(key);
    assertThat(verify(new RegistryVerifier.Named(key, "decision on v1", digest)).damages())
        .containsExactly(new Damage(key, "decision on v1", sha(digest), sha(now)));
  }
}
