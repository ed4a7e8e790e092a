package dev.nightjar.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.registry.Approval.Word;
import dev.nightjar.store.Commit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What persons say of promotions that wait for them. Of each run's promotion there is one answer,
 * the first: all that could be said of it is one transaction. An approval moves nothing by itself;
 * {@link ModelRegistry#promote} does, if it still may. Thread-safe.
 */
public final class Approvals {

  private final RegistryLog log;
  private final String actor;

  Approvals(RegistryLog log, String actor) {
    this.log = log;
    this.actor = actor;
  }

  /** What was said of the promotion that this run wishes; empty: nothing yet. */
  public Optional<Approval> answer(String run, PromotionRequest wish) throws IOException {
    RegistryState state = log.state();
    String txnId = transaction(state, run, wish);
    return log
        .events(
            state,
            fact ->
                (fact.kind() == EventKind.APPROVED || fact.kind() == EventKind.REJECTED)
                    && fact.version().equals(wish.version()))
        .stream()
        .filter(event -> event.txnId().equals(txnId))
        .findFirst()
        .map(Approval::of);
  }

  /**
   * Says yes, unless something was said before.
   *
   * @param wish its evidence is a JSON object
   * @param reason in words, not blank
   * @return what is in the log
   */
  public Approval approve(String run, PromotionRequest wish, String by, String reason)
      throws IOException {
    return answered(Word.APPROVED, run, wish, by, reason);
  }

  /** Says no, unless something was said before. */
  public Approval refuse(String run, PromotionRequest wish, String by, String reason)
      throws IOException {
    return answered(Word.REFUSED, run, wish, by, reason);
  }

  /** Records that no yes will do any more, unless something was said before. */
  public Approval expire(String run, PromotionRequest wish, String reason) throws IOException {
    return answered(Word.EXPIRED, run, wish, actor, reason);
  }

  private Approval answered(Word word, String run, PromotionRequest wish, String by, String reason)
      throws IOException {
    if (reason.isBlank()) {
      throw new RegistryException("a reason is missing: say why, for whoever reads the log");
    }
    EventKind kind = word == Word.APPROVED ? EventKind.APPROVED : EventKind.REJECTED;
    ObjectNode evidence = wish.evidence().deepCopy();
    evidence.put(Approval.MEMBER, word.text());
    Commit<String> commit =
        log.commit(
            transaction(log.state(), run, wish),
            state ->
                ModelRegistry.write(
                    kind, by, Effect.of(wish.version(), wish.logicalTime()), evidence, reason));
    long seq = ((Commit.Committed<String>) commit).entry().seq();
    List<RegistryEvent> events = log.events(log.state(), fact -> fact.seq() == seq);
    return Approval.of(events.get(0));
  }

  private String transaction(RegistryState state, String run, PromotionRequest wish) {
    return log.transaction(
        wish.logicalTime().toString(),
        state.version(wish.version()).manifest().hex(),
        "answer " + run);
  }

  /** Why the verdict would not move the champion now, whoever says yes; null: it would. */
  public @Nullable PromotionOutcome objection(PromotionRequest wish, Premise premise)
      throws IOException {
    return Staleness.of(log.state(), wish, premise);
  }
}
