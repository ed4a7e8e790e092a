package dev.nightjar.jobs;

import dev.nightjar.registry.RegistryState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a candidate is judged against.
 *
 * @param champion version of the champion at the run's logical time; null: there was none
 * @param baseline version of the baseline, or {@code majority}; null: there is none yet
 */
record References(@Nullable String champion, @Nullable String baseline) {

  static final String MAJORITY = "majority";

  private static final Pattern TAINT =
      Pattern.compile("The (champion|baseline) is v[0-9]+ \\(tainted: ");

  static References of(Night night) throws IOException {
    RegistryState state = night.registry().state();
    Instant time = night.slot().logicalTime();
    return new References(
        state.championAt(time), baseline(night.pipeline().baseline(), state, time));
  }

  /** What is to be said of them when their training data were found wrong, in sentences. */
  List<String> taints(RegistryState state) {
    List<String> sentences = new ArrayList<>();
    if (champion != null && state.isTainted(champion)) {
      sentences.add("The champion is %s.".formatted(state.described(champion)));
    }
    if (baseline != null && state.isTainted(baseline)) {
      sentences.add("The baseline is %s.".formatted(state.described(baseline)));
    }
    return sentences;
  }

  /** Whether the sentence is one of {@link #taints}. */
  static boolean isTaint(String sentence) {
    return TAINT.matcher(sentence).lookingAt();
  }

  /**
   * What {@code baseline:} of a pipeline file means: {@code first-champion} is the one that a
   * person set, or else the first champion that there was.
   */
  private static @Nullable String baseline(String rule, RegistryState state, Instant time) {
    return switch (rule) {
      case "trainer:majority" -> MAJORITY;
      case "first-champion" ->
          state.baseline() != null ? state.baseline() : state.firstChampion(time);
      default -> state.version(rule).name();
    };
  }
}
