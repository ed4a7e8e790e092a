package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private final Retries retries =
      Retries.standard(
          FailureClassifier.of(IllegalArgumentException.class, FailureClass.USER)
              .or(FailureClassifier.of(FileNotFoundException.class, FailureClass.DATA)));

  @Test
  void exceptionsFindTheirClass() {
    assertThat(classify(new StepFailure(FailureClass.DATA, "cut in half")))
        .isEqualTo("DATA cut in half");
    assertThat(classify(new IllegalArgumentException("no such column")))
        .isEqualTo("USER no such column");
    assertThat(classify(new ExecutionException(new IllegalArgumentException("inside"))))
        .isEqualTo("USER inside");
    assertThat(classify(new FileNotFoundException("a.csv"))).isEqualTo("DATA a.csv");
    assertThat(classify(new OutOfMemoryError("Java heap space"))).isEqualTo("OOM Java heap space");
    assertThat(classify(new TimeoutException())).isEqualTo("TIMEOUT TimeoutException");
    assertThat(classify(new IOException("No space left on device")))
        .isEqualTo("INFRA No space left on device");
    assertThat(classify(new UncheckedIOException(new IOException("reset"))))
        .isEqualTo("INFRA reset");
    assertThat(classify(new NoSuchFileException("/x/y")))
        .isEqualTo("INFRA NoSuchFileException: /x/y");
    assertThat(classify(new FileSystemException("/x/y", null, "disk full")))
        .isEqualTo("INFRA /x/y: disk full");
    assertThat(classify(new NullPointerException()))
        .isEqualTo("USER unexpected NullPointerException (input that the program did not foresee)");
  }

  @Test
  void whatAPersonHasToMendIsNotTriedAgain() {
    assertThat(retries.policy(FailureClass.USER)).isEqualTo(RetryPolicy.NEVER);
    assertThat(retries.policy(FailureClass.DATA)).isEqualTo(RetryPolicy.NEVER);
    assertThat(retries.policy(FailureClass.OOM)).isEqualTo(RetryPolicy.NEVER);
    assertThat(retries.policy(FailureClass.INFRA).retries()).isEqualTo(2);
  }

  @Test
  void everyClassSaysWhatItMeansAndWhatToDo() {
    for (FailureClass failure : FailureClass.values()) {
      assertThat(failure.cause()).isNotBlank().doesNotContain("\n");
      assertThat(failure.advice()).isNotBlank().doesNotContain("\n");
    }
  }

  private String classify(Throwable thrown) {
    Failure failure = retries.classify(thrown);
    return failure.failureClass() + " " + failure.message();
  }
}
