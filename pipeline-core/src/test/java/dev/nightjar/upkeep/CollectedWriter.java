package dev.nightjar.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.registry.CandidateFake;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.PromotionRequest;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A process that stores blobs, names two thirds of them, and promotes a version in each round. It
 * waits before each round. Arguments: directory of the store, rounds.
 */
final class CollectedWriter {

  static final String MODEL = "m";
  static final String NAMED = "named ";
  static final String LEFT = "left ";

  /** Few enough that most were garbage before, condemned or removed. */
  private static final int CONTENTS = 60;

  private static final int ACTS = 15;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private CollectedWriter() {}

  public static void main(String[] arguments) throws Exception {
    ObjectStore store = DirectoryStore.open(Path.of(arguments[0]));
    ModelRegistry registry = new ModelRegistry(store, MODEL, InstantSource.system(), "writer");
    SplittableRandom random = new SplittableRandom(20261126);
    int rounds = Integer.parseInt(arguments[1]);
    for (int round = 0; round < rounds; round++) {
      Workers.awaitGo();
      for (int act = 0; act < ACTS; act++) {
        blob(store, content(random.nextInt(CONTENTS)), round + "-" + act, random.nextInt(3) > 0);
      }
      promote(store, registry, round);
    }
    Workers.awaitGo();
  }

  /** One of the contents that writers share. */
  static byte[] content(int number) {
    return ("content " + number % CONTENTS).getBytes(UTF_8);
  }

  private static void blob(ObjectStore store, byte[] content, String document, boolean named)
      throws IOException {
    Digest digest = new Blobs(store).put(content);
    if (named) {
      byte[] text = ("{\"scores\":\"" + digest + "\"}").getBytes(UTF_8);
      store.create(ObjectKey.of("runs", "w", document + ".json"), text);
    }
    Workers.say((named ? NAMED : LEFT) + digest);
  }

  private static void promote(ObjectStore store, ModelRegistry registry, int round)
      throws IOException {
    Instant night = FIRST.plusSeconds(86_400L * round);
    String version = registry.register(CandidateFake.stored(store, "round " + round), night);
    registry.promote(
        PromotionRequest.judged(
            version, night, registry.state().champion(), Map.of("round", round), "better"));
  }
}
