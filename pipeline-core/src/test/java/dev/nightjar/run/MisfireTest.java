package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MisfireTest {

  private static final Instant NOW = Instant.parse("2026-03-10T02:30:20Z");
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static List<Instant> nights(String... days) {
    return List.of(days).stream().map(d -> Instant.parse(d + "T02:30:00Z")).toList();
  }

  private static List<Instant> run(Misfire policy, List<Instant> due) {
    return policy.decide(due, NOW, GRACE).stream()
        .filter(DueSlot::runs)
        .map(DueSlot::logicalTime)
        .toList();
  }

  @Test
  void whatIsOnTimeRunsWhateverThePolicy() {
    List<Instant> tonight = nights("2026-03-10");
    for (Misfire policy :
        List.of(new Misfire.Skip(), new Misfire.Last(), new Misfire.All(1, null))) {
      assertThat(run(policy, tonight)).isEqualTo(tonight);
      assertThat(policy.decide(List.of(), NOW, GRACE)).isEmpty();
    }
    assertThat(new Misfire.Skip().decide(tonight, NOW, Duration.ofSeconds(19)))
        .containsExactly(new DueSlot(tonight.get(0), false, "missed; misfire: skip"));
    assertThat(new Misfire.Skip().decide(tonight, NOW, Duration.ofSeconds(20)))
        .containsExactly(new DueSlot(tonight.get(0), true, ""));
  }

  @Test
  void ofMissedNightsTheLastOrNoneOrAllAreRun() {
    List<Instant> missed = nights("2026-03-07", "2026-03-08", "2026-03-09");
    assertThat(run(new Misfire.Skip(), missed)).isEmpty();
    assertThat(run(new Misfire.Last(), missed)).isEqualTo(nights("2026-03-09"));
    assertThat(run(new Misfire.All(5, null), missed)).isEqualTo(missed);
    assertThat(run(new Misfire.All(2, null), missed)).isEqualTo(nights("2026-03-08", "2026-03-09"));
    assertThat(run(new Misfire.All(9, Duration.ofDays(2)), missed)).isEqualTo(nights("2026-03-09"));
    assertThat(new Misfire.All(1, Duration.ofHours(60)).decide(missed, NOW, GRACE))
        .extracting(DueSlot::reason)
        .containsExactly(
            "missed longer ago than max_age 60h; misfire: all",
            "missed, with at least 1 later ones (max); misfire: all",
            "");
  }

  @Test
  void aSlotOnTimeIsTheLast() {
    List<Instant> due = nights("2026-03-08", "2026-03-09", "2026-03-10");
    assertThat(run(new Misfire.Last(), due)).isEqualTo(nights("2026-03-10"));
    assertThat(run(new Misfire.All(1, null), due)).isEqualTo(nights("2026-03-09", "2026-03-10"));
  }

  @Test
  void everyDueSlotGetsOneDecisionInItsOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<Instant> due = new ArrayList<>();
      Instant time = NOW;
      for (int i = random.nextInt(12); i > 0; i--) {
        due.add(0, time);
        time = time.minusSeconds(1 + random.nextInt(200_000));
      }
      int max = 1 + random.nextInt(6);
      Duration age = Duration.ofHours(1 + random.nextInt(100));
      for (Misfire policy :
          List.of(new Misfire.Skip(), new Misfire.Last(), new Misfire.All(max, age))) {
        List<DueSlot> decided = policy.decide(due, NOW, GRACE);
        assertThat(decided).extracting(DueSlot::logicalTime).isEqualTo(due);
        List<Instant> late =
            run(policy, due).stream().filter(t -> t.isBefore(NOW.minus(GRACE))).toList();
        int most = policy instanceof Misfire.Skip ? 0 : policy instanceof Misfire.Last ? 1 : max;
        assertThat(late).hasSizeLessThanOrEqualTo(most);
        if (policy instanceof Misfire.All) {
          assertThat(late).allMatch(t -> !t.isBefore(NOW.minus(age)));
        }
        if (!(policy instanceof Misfire.Skip) && !due.isEmpty()) {
          Instant newest = due.get(due.size() - 1);
          assertThat(run(policy, due)).contains(newest);
        }
      }
    }
  }

  @Test
  void whatIsNotDueIsRefused() {
    Misfire last = new Misfire.Last();
    List<Instant> tomorrow = nights("2026-03-11");
    assertThatThrownBy(() -> last.decide(tomorrow, NOW, GRACE))
        .isInstanceOf(IllegalArgumentException.class);
    List<Instant> twice = nights("2026-03-09", "2026-03-09");
    assertThatThrownBy(() -> last.decide(twice, NOW, GRACE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Misfire.All(0, null)).isInstanceOf(IllegalArgumentException.class);
  }
}
