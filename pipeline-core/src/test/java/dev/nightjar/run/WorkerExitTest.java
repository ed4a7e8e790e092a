package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkerExitTest {

  private static void assertReason(int code, String last, FailureClass expected, String... words) {
    Failure failure = WorkerExit.reason(code, "a heap of 64m", last);
    assertThat(failure.failureClass()).as("exit code " + code).isEqualTo(expected);
    assertThat(failure.message()).contains(words);
    assertThat(failure.diagnosis().advice()).isNotBlank();
  }

  @Test
  void everyClassHasACodeOfItsOwnThatComesBack() {
    assertThat(Stream.of(FailureClass.values()).map(WorkerExit::code)).doesNotHaveDuplicates();
    for (FailureClass known : FailureClass.values()) {
      int code = WorkerExit.code(known);
      assertThat(code).isBetween(10, 19);
      assertReason(code, "so it was", known, "could not say why", "so it was");
    }
  }

  @Test
  void theEndOfAProcessIsNamed() {
    assertReason(3, "", FailureClass.OOM, "out of heap", "a heap of 64m", "raise the heap");
    assertReason(
        137, "", FailureClass.EVICTED, "killed by signal 9 (SIGKILL)", "for want of memory");
    assertReason(143, "", FailureClass.EVICTED, "signal 15 (SIGTERM)", "told its process to end");
    assertReason(139, "# A fatal error", FailureClass.INFRA, "signal 11 (SIGSEGV)", "# A fatal");
    assertReason(128 + 40, "", FailureClass.INFRA, "killed by signal 40");
    assertReason(20, "", FailureClass.INFRA, "heard nothing any more");
    assertReason(0, "", FailureClass.INFRA, "no answer is in the store");
    assertReason(77, "a\nb", FailureClass.INFRA, "unexpected exit code 77; its last words:\na\nb");
    assertReason(
        1,
        "Error occurred during initialization of VM",
        FailureClass.USER,
        "a heap of 64m could not start",
        "give the step another heap");
  }
}
