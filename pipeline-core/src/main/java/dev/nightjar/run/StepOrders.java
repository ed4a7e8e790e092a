package dev.nightjar.run;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Orders and what came of them, in the object store: {@code runs/<pipeline>/<logical time>/<run
 * id>/tries/<step>-<try>-<digest>/}. That is the one way in which a worker in another process hears
 * what to do and says what came of it. Created once and never changed. Thread-safe.
 *
 * @param store where they are
 */
public record StepOrders(ObjectStore store) {

  private static final String ORDER = "order.json";
  private static final String ANSWER = "answer.json";
  private static final int TRIES = 3;

  /**
   * Writes the order down, unless it is.
   *
   * @return its object, which is all that a worker has to be told
   */
  public ObjectKey place(StepOrder order) throws IOException {
    ObjectKey key = ObjectKey.of(order.folder().path(), ORDER);
    create(key, CanonicalJson.write(order));
    return key;
  }

  /**
   * The order.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public StepOrder read(ObjectKey order) throws IOException {
    try {
      StepOrder found = CanonicalJson.read(store.read(order), StepOrder.class);
      if (order.equals(ObjectKey.of(found.folder().path(), ORDER))) {
        return found;
      }
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "the store %s has no order %s".formatted(store.location(), order), e);
    }
    throw new IllegalArgumentException("%s is not the order that it is called".formatted(order));
  }

  /** What came of the order; empty: nothing yet. */
  public Optional<StepAnswer> answer(ObjectKey order) throws IOException {
    try {
      return Optional.of(CanonicalJson.read(store.read(answered(order)), StepAnswer.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Answers the order.
   *
   * @return what it is answered with now: this, or what another worker said before
   */
  StepAnswer answer(ObjectKey order, StepAnswer answer) throws IOException {
    create(answered(order), CanonicalJson.write(answer));
    return answer(order).orElse(answer);
  }

  private static ObjectKey answered(ObjectKey order) {
    String path = order.path();
    return ObjectKey.of(path.substring(0, path.lastIndexOf('/')), ANSWER);
  }

  private void create(ObjectKey key, byte[] content) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        store.create(key, content);
        return;
      } catch (IOException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }
}
