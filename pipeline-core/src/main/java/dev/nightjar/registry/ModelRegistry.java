package dev.nightjar.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.RegistryLog.Draft;
import dev.nightjar.registry.RegistryLog.Step;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Commit;
import dev.nightjar.store.Digest;
import dev.nightjar.store.LogCheck;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one model and who of them is champion: a fold over {@code models/<name>/log}, to
 * which any number of processes append. Doing the same thing again for the same logical time finds
 * what was done.
 *
 * <p>All methods throw {@link IOException} when the store fails or is damaged, and {@link
 * RegistryException} in words when what is asked for is not done. Thread-safe.
 */
public final class ModelRegistry {

  private final ObjectStore store;
  private final String model;
  private final String actor;
  private final RegistryLog log;
  private final Manifests manifests;
  private final Withdrawals withdrawals;

  /**
   * The registry of a model that need not exist yet.
   *
   * @param actor who writes, unless a method says otherwise
   */
  public ModelRegistry(ObjectStore store, String model, InstantSource clock, String actor) {
    this.store = store;
    this.model = model;
    this.actor = actor;
    this.log = new RegistryLog(store, model, clock);
    this.manifests = new Manifests(store);
    this.withdrawals = new Withdrawals(log);
  }

  /** What the log says now. */
  public RegistryState state() throws IOException {
    return log.state();
  }

  /**
   * The events whose facts are such, oldest first, with all that the log says of them. One entry is
   * read for each, and held against nothing but its fact.
   *
   * @throws dev.nightjar.store.BrokenLogException when an entry is gone or says something else
   */
  public List<RegistryEvent> events(Predicate<EventFact> which) throws IOException {
    return log.events(state(), which);
  }

  /**
   * Every event, oldest first. The whole log is read for it, and verified as a chain.
   *
   * @throws dev.nightjar.store.BrokenLogException that names the entry and both digests
   */
  public List<RegistryEvent> history() throws IOException {
    return log.events();
  }

  /**
   * Reads the whole log again, from its first entry, and compares every checkpoint with it. Blobs
   * are not read.
   *
   * @throws dev.nightjar.store.BrokenLogException that names the entry and both digests
   */
  public LogCheck verifyLog() throws IOException {
    return log.verify();
  }

  /**
   * The manifest of a version: {@code v3}, {@code champion}, {@code previous}, {@code baseline}.
   */
  public Candidate candidate(String version) throws IOException {
    return manifests.candidate(state().version(version));
  }

  /**
   * Makes a candidate a version. Its model and encoder must be in the store. A candidate that is a
   * version already stays that one.
   *
   * @param logicalTime the instant that the run is for
   * @return the version's name
   */
  public String register(Candidate candidate, Instant logicalTime) throws IOException {
    Digest manifest = manifests.put(model, candidate);
    Commit<String> commit =
        log.commit(
            log.transaction(logicalTime.toString(), manifest.hex(), "register"),
            state -> {
              ModelVersion same = state.withManifest(manifest).orElse(null);
              if (same != null) {
                return new Step.Refuse<>(same.name());
              }
              String name = "v" + (state.versions().size() + 1);
              return write(
                  EventKind.REGISTERED,
                  actor,
                  new Effect(name, manifest, null, logicalTime, null),
                  RegistryLog.NONE,
                  "");
            });
    return commit instanceof Commit.Committed<String> done
        ? CanonicalJson.convert(done.entry().effect(), Effect.class).version()
        : ((Commit.Refused<String>) commit).why();
  }

  /**
   * Makes a version champion, unless it was judged against another champion than the one it would
   * replace, a promotion for the same or a later instant is there, or it is tainted. Its blobs are
   * verified. Force does it nevertheless, and is recorded with what it overrides.
   */
  public PromotionOutcome promote(PromotionRequest request) throws IOException {
    return promote(request, () -> null);
  }

  /**
   * As {@link #promote(PromotionRequest)}, unless what was judged does not stand any more.
   *
   * @param premise is not asked when forced
   */
  public PromotionOutcome promote(PromotionRequest request, Premise premise) throws IOException {
    RegistryState seen = state();
    ModelVersion version = seen.version(request.version());
    if (request.force() && request.reason().isBlank()) {
      throw new RegistryException("a reason is missing: say why " + version.name() + " is forced");
    }
    EventKind kind = request.force() ? EventKind.FORCED : EventKind.PROMOTED;
    Verification verification = new Verification(version);
    Commit<PromotionOutcome> commit =
        log.commit(
            log.transaction(
                request.force()
                    ? "after " + seen.championSince()
                    : request.logicalTime().toString(),
                version.manifest().hex(),
                request.force() ? "force" : "promote"),
            state -> {
              refuseRetired(state.version(version.name()));
              PromotionOutcome late =
                  request.force() ? null : Staleness.of(state, request, premise);
              if (late != null) {
                return new Step.Refuse<>(late);
              }
              if (version.name().equals(state.champion())) {
                return new Step.Refuse<>(
                    new PromotionOutcome.Promoted(
                        version.name(), version.name(), state.position(), false));
              }
              verification.run();
              return new Step.Write<>(
                  new Draft(
                      kind.text(),
                      actor,
                      request.testSnapshot(),
                      Effect.champion(version.name(), request.logicalTime()),
                      request.force()
                          ? Withdrawals.overriding(state, version.name(), request.evidence())
                          : request.evidence(),
                      request.reason()));
            });
    if (commit instanceof Commit.Refused<PromotionOutcome> refused) {
      return refused.why();
    }
    Commit.Committed<PromotionOutcome> done = (Commit.Committed<PromotionOutcome>) commit;
    EventFact event = fact(done.entry().seq());
    return new PromotionOutcome.Promoted(
        event.version(), event.championBefore(), event.seq(), done.fresh());
  }

  /** What persons say of promotions that wait for them. */
  public Approvals approvals() {
    return new Approvals(log, actor);
  }

  /**
   * Records that a version was judged and not promoted.
   *
   * @param evidence anything that is JSON, such as a record or a map
   * @return the number of the event
   */
  public long reject(String version, Instant logicalTime, Object evidence, String reason)
      throws IOException {
    ModelVersion judged = state().version(version);
    JsonNode tree = CanonicalJson.tree(evidence);
    return seq(
        log.<Long>commit(
            log.transaction(logicalTime.toString(), judged.manifest().hex(), "reject"),
            state ->
                write(
                    EventKind.REJECTED,
                    actor,
                    Effect.of(judged.name(), logicalTime),
                    tree,
                    reason)));
  }

  /**
   * Makes an earlier champion the champion again, after all its bytes were verified. It counts from
   * the latest logical time that the log knows: later nights see it, that night and earlier ones do
   * not.
   *
   * @param to a version that was champion; null: the previous one
   */
  public Rollback rollback(@Nullable String to, String by, String reason) throws IOException {
    return rollback(to, by, reason, false);
  }

  /**
   * As {@link #rollback(String, String, String)}, to a tainted version too.
   *
   * @param force whether a tainted version will do; the event names what that overrides
   */
  public Rollback rollback(@Nullable String to, String by, String reason, boolean force)
      throws IOException {
    RegistryState seen = state();
    String from = seen.version("champion").name();
    ModelVersion target = seen.version(to == null ? "previous" : to);
    refuseRetired(target);
    if (!seen.wasChampion(target.name())) {
      throw new RegistryException(
          target.name() + " never was champion: promote it by force instead of rolling back to it");
    }
    if (target.name().equals(from)) {
      throw new RegistryException(from + " is the champion already: nothing to roll back");
    }
    if (!force) {
      Withdrawals.requireUntainted(seen, target.name());
    }
    manifests.keep(target);
    manifests.verify(target);
    Commit<Long> commit =
        log.commit(
            log.transaction("after " + seen.championSince(), target.manifest().hex(), "roll back"),
            state -> {
              if (!from.equals(state.champion())) {
                throw new RegistryException(
                    "the champion is "
                        + state.champion()
                        + " now, no longer "
                        + from
                        + ": look at its history and roll back again");
              }
              if (!force) {
                Withdrawals.requireUntainted(state, target.name());
              }
              return write(
                  EventKind.ROLLED_BACK,
                  by,
                  Effect.champion(target.name(), state.latest()),
                  Withdrawals.overriding(state, target.name(), RegistryLog.NONE),
                  reason);
            });
    return new Rollback(from, target.name(), seq(commit));
  }

  /** Moves the baseline. Returns the number of entries in the log after it. */
  public long setBaseline(String version, String by, String reason) throws IOException {
    RegistryState seen = state();
    ModelVersion target = seen.version(version);
    if (target.name().equals(seen.baseline())) {
      return seen.position();
    }
    manifests.keep(target);
    long moves = seen.history().stream().filter(e -> e.kind() == EventKind.BASELINE_SET).count();
    return seq(
        log.<Long>commit(
            log.transaction("after " + moves, target.manifest().hex(), "set baseline"),
            state ->
                target.name().equals(state.baseline())
                    ? new Step.Refuse<>(state.position())
                    : write(
                        EventKind.BASELINE_SET,
                        by,
                        Effect.of(target.name(), null),
                        RegistryLog.NONE,
                        reason)));
  }

  /** Takes a version out of use for ever. The champion and the baseline cannot be retired. */
  public long retire(String version, String by, String reason) throws IOException {
    return withdrawals.retire(version, by, reason);
  }

  /**
   * Records that what a version was trained on was taken back or found wrong: from now on it
   * becomes champion only by force. A champion stays champion until a person or a night moves it.
   * The same words and evidence again find the event that is there; others are another event.
   *
   * @param reason in words, not blank
   * @param evidence anything that is JSON, such as the segments that were retracted
   * @return the number of the event
   */
  public long taint(String version, String by, String reason, Object evidence) throws IOException {
    return withdrawals.taint(version, by, reason, CanonicalJson.tree(evidence));
  }

  /**
   * Writes {@code artifact}, {@code encoder.json} and {@code manifest.json} of a version to a
   * folder, which appears only when all bytes are verified. A folder that holds just that is left
   * alone; one that holds anything else is refused.
   *
   * @return the version
   */
  public ModelVersion fetch(String version, Path folder) throws IOException {
    ModelVersion wanted = state().version(version);
    new ModelFolder(folder).fill(manifests.read(wanted), new Blobs(store));
    return wanted;
  }

  /**
   * Begins a shadow: takes over the versions, the baseline and the moves of the champion of another
   * model, by reference to its manifests. Done again for the same model it changes nothing.
   *
   * @param before moves of the champion from this instant on are left out; null: none
   */
  public void seedFrom(ModelRegistry source, @Nullable Instant before) throws IOException {
    log.<Long>commit(
        log.transaction("", source.model, "seed"),
        state -> {
          if (state.position() > 0) {
            throw new RegistryException(
                "the model " + model + " has a history of its own: a shadow needs a new name");
          }
          Effect.Seed seed = Seeding.of(source.log, before);
          return new Step.Write<>(
              new Draft(RegistryFold.SEEDED, actor, null, seed, RegistryLog.NONE, "shadow"));
        });
  }

  private EventFact fact(long seq) throws IOException {
    return state().history().stream()
        .filter(event -> event.seq() == seq)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no event " + seq));
  }

  private void refuseRetired(ModelVersion version) {
    if (version.retired()) {
      throw new RegistryException(version.name() + " of " + model + " is retired");
    }
  }

  static long seq(Commit<Long> commit) {
    return commit instanceof Commit.Committed<Long> done
        ? done.entry().seq()
        : Objects.requireNonNull(((Commit.Refused<Long>) commit).why());
  }

  static <R> Step<R> write(
      EventKind kind, String actor, Effect effect, JsonNode evidence, String reason) {
    return new Step.Write<>(new Draft(kind.text(), actor, null, effect, evidence, reason));
  }

  /** Verifies a version's bytes, the first time that it is asked to. */
  private final class Verification {
    private final ModelVersion version;
    private boolean done;

    Verification(ModelVersion version) {
      this.version = version;
    }

    void run() throws IOException {
      if (!done) {
        manifests.keep(version);
        manifests.verify(version);
        done = true;
      }
    }
  }
}
