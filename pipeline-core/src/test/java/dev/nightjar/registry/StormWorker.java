package dev.nightjar.registry;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A process of writers that do to one model what nights and people do to it, and say so after each
 * act. Killed and started again it goes on with the acts that it had not acknowledged.
 */
public final class StormWorker {

  static final String MODEL = "m";

  private static final Instant FIRST = Instant.parse("2011-01-01T00:00:00Z");
  private static final long NIGHT = 86_400;

  private final ObjectStore store;
  private final ModelRegistry registry;
  private final String writer;

  private StormWorker(ObjectStore store, String writer) {
    this.store = store;
    this.registry = new ModelRegistry(store, MODEL, InstantSource.system(), writer);
    this.writer = writer;
  }

  /** Arguments: directory, and those of {@link #work}. */
  public static void main(String[] arguments) throws Exception {
    work(
        () -> DirectoryStore.open(Path.of(arguments[0])),
        List.of(arguments).subList(1, arguments.length));
  }

  /** Opens the store anew, as another process would. */
  @FunctionalInterface
  public interface Opening {
    ObjectStore open() throws IOException;
  }

  /**
   * Works until it is killed, or until every writer has reached its limit.
   *
   * @param arguments the worker's name; then for each writer its first act and the one that it
   *     stops before
   */
  public static void work(Opening opening, List<String> arguments) throws Exception {
    List<StormWorker> writers = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      writers.add(new StormWorker(opening.open(), arguments.get(0) + "-" + i / 2));
    }
    Workers.awaitGo();
    for (int i = 0; i < writers.size(); i++) {
      StormWorker own = writers.get(i);
      int from = Integer.parseInt(arguments.get(1 + 2 * i));
      int to = Integer.parseInt(arguments.get(2 + 2 * i));
      // What it throws is printed, and the storm looks for that.
      new Thread(() -> own.work(from, to)).start();
    }
  }

  private void work(int from, int to) {
    for (int i = from; i < to; i++) {
      String name = writer + "-" + i;
      try {
        Workers.say(act(name).line());
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
  }

  /** One in ten rolls back, one is refused, one is forced; the others promote. */
  private Act act(String name) throws IOException {
    return switch (Math.floorMod(name.hashCode(), 10)) {
      case 0 -> rollBack(name);
      case 1 -> reject(name);
      case 2 -> force(name);
      default -> promote(name);
    };
  }

  private ModelVersion register(String name) throws IOException {
    Candidate candidate = CandidateFake.stored(store, name);
    @Nullable Instant latest = registry.state().latest();
    String version =
        registry.register(candidate, latest == null ? FIRST : latest.plusSeconds(NIGHT));
    // Registered before it was killed, it keeps its night.
    return registry.state().version(version);
  }

  private Act promote(String name) throws IOException {
    ModelVersion version = register(name);
    Instant night = version.logicalTime();
    while (true) {
      @Nullable String champion = registry.state().championAt(night);
      PromotionOutcome outcome =
          registry.promote(
              PromotionRequest.judged(version.name(), night, champion, Map.of("of", name), name));
      if (outcome instanceof PromotionOutcome.Promoted) {
        return new Act(name, "promoted", version.name());
      }
      if (outcome instanceof PromotionOutcome.Superseded) {
        return new Act(name, "superseded", version.name());
      }
    }
  }

  private Act reject(String name) throws IOException {
    ModelVersion version = register(name);
    registry.reject(version.name(), version.logicalTime(), Map.of("of", name), name);
    return new Act(name, "rejected", version.name());
  }

  private Act force(String name) throws IOException {
    ModelVersion version = register(name);
    if (!isDone(name)) {
      @Nullable Instant latest = registry.state().latest();
      registry.promote(
          PromotionRequest.forced(
              version.name(), latest == null ? FIRST : latest, Map.of("of", name), name));
    }
    return new Act(name, "forced", version.name());
  }

  private Act rollBack(String name) throws IOException {
    if (!isDone(name)) {
      try {
        registry.rollback(null, writer, name);
      } catch (RegistryException e) {
        // There is no earlier champion, or another writer moved it at the same time.
        return new Act(name, "refused", "-");
      }
    }
    // Two who take back the same champion at the same time do one thing: the other may have done
    // it.
    return new Act(name, isDone(name) ? "rolled-back" : "refused", "-");
  }

  private boolean isDone(String name) throws IOException {
    return registry
        .events(e -> e.kind() == EventKind.FORCED || e.kind() == EventKind.ROLLED_BACK)
        .stream()
        .anyMatch(e -> e.reason().equals(name));
  }

  /**
   * What a writer acknowledged.
   *
   * @param name of the act; also the reason of its event
   * @param type of its event; {@code superseded} and {@code refused} have none
   * @param version to which version; {@code -} for none in particular
   */
  record Act(String name, String type, String version) {

    private static final Pattern LINE = Pattern.compile("acknowledged (\\S+) (\\S+) (\\S+) \\.");

    /** The line that says so. Its end shows that none of it is missing. */
    String line() {
      return "acknowledged " + name + " " + type + " " + version + " .";
    }

    /** What a line acknowledges; empty for one that was cut off when its worker was killed. */
    static Optional<Act> parse(String line) {
      Matcher matcher = LINE.matcher(line);
      return matcher.matches()
          ? Optional.of(new Act(matcher.group(1), matcher.group(2), matcher.group(3)))
          : Optional.empty();
    }
  }
}
