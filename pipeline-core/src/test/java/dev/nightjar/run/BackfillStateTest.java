package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.BackfillEvent.Cancelled;
import dev.nightjar.run.BackfillEvent.Finished;
import dev.nightjar.run.BackfillEvent.Paused;
import dev.nightjar.run.BackfillEvent.Resumed;
import dev.nightjar.run.BackfillEvent.Stopped;
import dev.nightjar.run.BackfillState.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillStateTest {

  private static final BackfillState RUNNING = BackfillState.running();

  @Test
  void aPauseEndsAndTheFirstOneStands() {
    BackfillState paused = RUNNING.after(new Paused("the source is being moved"));
    assertThat(paused).isEqualTo(new BackfillState(Status.PAUSED, "the source is being moved"));
    assertThat(paused.after(new Paused("me too"))).isEqualTo(paused);
    assertThat(paused.after(new Resumed())).isEqualTo(RUNNING);
    assertThat(RUNNING.after(new Resumed())).isEqualTo(RUNNING);
  }

  @Test
  void itEndsAsItsNightsDid() {
    assertThat(RUNNING.after(new Finished(0))).isEqualTo(new BackfillState(Status.SUCCEEDED, ""));
    assertThat(RUNNING.after(new Finished(1)))
        .isEqualTo(new BackfillState(Status.FAILED, "1 night failed"));
    assertThat(RUNNING.after(new Stopped("that of the 4th failed")).status())
        .isEqualTo(Status.FAILED);
    BackfillState paused = RUNNING.after(new Paused("lunch"));
    assertThat(paused.after(new Finished(0)).status())
        .as("its last night ended during the pause")
        .isEqualTo(Status.SUCCEEDED);
    assertThat(paused.after(new Cancelled("no")).status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void nothingHappensToOneThatIsOver() {
    List<BackfillEvent> events =
        List.of(
            new Paused("x"), new Resumed(), new Cancelled("x"), new Stopped("x"), new Finished(0));
    for (BackfillEvent end :
        List.of(new Finished(0), new Stopped("x"), new Cancelled("bad data"))) {
      BackfillState over = RUNNING.after(end);
      for (BackfillEvent event : events) {
        assertThatThrownBy(() -> over.after(event))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(over.status() + " already");
      }
    }
  }
}
