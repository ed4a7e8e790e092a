package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedListenerTest {

  private static final Run RUN =
      Run.queued(Slot.of("p", Instant.EPOCH), 1, Digest.of("pin"), Instant.EPOCH);

  private final List<String> first = new ArrayList<>();
  private final List<String> second = new ArrayList<>();

  @Test
  void anObserverThatThrowsHearsNoMoreAndTheOthersDo() {
    RunListener broken =
        new RunListener() {
          @Override
          public void stepStarted(Run run, String step) {
            first.add("threw");
            throw new IllegalStateException("a bug");
          }
        };
    RunListener all = new Listing(first).and(broken.guarded()).and(new Listing(second));
    all.runStarted(RUN, false);
    all.stepStarted(RUN, "check");
    all.stepStarted(RUN, "train");

    assertThat(first).containsExactly("run", "start check", "threw", "start train");
    assertThat(second).containsExactly("run", "start check", "start train");
  }
}
