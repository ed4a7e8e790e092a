package dev.nightjar.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on besides the champion: the snapshot whose rows were judged. It is asked
 * right before the promotion is written, each time that it is tried.
 */
@FunctionalInterface
public interface Premise {

  /** Why what was judged does not stand any more, in one sentence; null: it stands. */
  @Nullable String broken() throws IOException;
}
