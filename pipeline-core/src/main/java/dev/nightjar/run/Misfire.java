package dev.nightjar.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to slots that nobody filled in time: the orchestrator was down, say. The rules are
 * pure: the caller says what is due and what time it is, and keeps what they answer.
 */
public sealed interface Misfire {

  /** None is run. */
  record Skip() implements Misfire {
    @Override
    public Optional<String> skips(Missed slot) {
      return Optional.of("missed; misfire: skip");
    }
  }

  /** The latest is run, unless a later slot is on time. */
  record Last() implements Misfire {
    @Override
    public Optional<String> skips(Missed slot) {
      return slot.newer() + slot.onTime() == 0
          ? Optional.empty()
          : Optional.of("missed, and a later slot is due; misfire: last");
    }
  }

  /**
   * All are run, the oldest first.
   *
   * @param max at most so many, and of more the newest
   * @param maxAge older ones are not run; null: however old they are
   */
  record All(int max, @Nullable Duration maxAge) implements Misfire {

    /** Throws {@link IllegalArgumentException} for a bound that lets nothing pass. */
    public All {
      if (max < 1 || (maxAge != null && (maxAge.isNegative() || maxAge.isZero()))) {
        throw new IllegalArgumentException(
            "misfire all: max and max_age are above zero: " + max + ", " + maxAge);
      }
    }

    @Override
    public Optional<String> skips(Missed slot) {
      if (maxAge != null && slot.age().compareTo(maxAge) > 0) {
        return Optional.of("missed longer ago than max_age " + text(maxAge) + "; misfire: all");
      }
      return slot.newer() >= max
          ? Optional.of("missed, with at least " + max + " later ones (max); misfire: all")
          : Optional.empty();
    }

    private static String text(Duration age) {
      long s = age.toSeconds();
      long unit = s % 86_400 == 0 ? 86_400 : s % 3_600 == 0 ? 3_600 : s % 60 == 0 ? 60 : 1;
      return s / unit + (unit == 86_400 ? "d" : unit == 3_600 ? "h" : unit == 60 ? "m" : "s");
    }
  }

  /**
   * A slot that was missed.
   *
   * @param age how long ago it was due
   * @param newer how many that were missed too are later
   * @param onTime how many later ones are on time
   */
  record Missed(Duration age, int newer, int onTime) {}

  /** Why such a slot is not run, or empty. */
  Optional<String> skips(Missed slot);

  /**
   * Decides about every slot that is due and that nobody knows of. A slot is on time, and is run,
   * as long as it is due for no longer than the grace; the others were missed.
   *
   * @param due logical times since the last slot that is known, in order, each once
   * @param now not before any of them
   * @param grace how late a slot may be noticed that counts as on time
   * @return one decision for each of {@code due}, in its order
   * @throws IllegalArgumentException when {@code due} is out of order or not yet due
   */
  default List<DueSlot> decide(List<Instant> due, Instant now, Duration grace) {
    for (int i = 0; i < due.size(); i++) {
      if (due.get(i).isAfter(now) || (i > 0 && !due.get(i).isAfter(due.get(i - 1)))) {
        throw new IllegalArgumentException("not due, or out of order: " + due.get(i));
      }
    }
    int missed = (int) due.stream().filter(t -> t.isBefore(now.minus(grace))).count();
    List<DueSlot> decisions = new ArrayList<>();
    for (int i = 0; i < due.size(); i++) {
      Instant time = due.get(i);
      Missed slot = new Missed(Duration.between(time, now), missed - 1 - i, due.size() - missed);
      decisions.add(
          i < missed
              ? skips(slot).map(why -> DueSlot.skip(time, why)).orElseGet(() -> DueSlot.run(time))
              : DueSlot.run(time));
    }
    return List.copyOf(decisions);
  }
}
