package dev.nightjar.jobs.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every ledger does for several processes, and for processes that end in the middle. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LedgerProcessesContract {

  private final List<Child> children = new ArrayList<>();

  /** Where the ledger is, as {@link LedgerChild#open} reads it. */
  abstract String where() throws Exception;

  @AfterEach
  void endChildren() {
    children.forEach(c -> c.process.destroyForcibly());
  }

  @Test
  void whatWasAcknowledgedSurvivesAHalt() throws Exception {
    Child child = start("halt", 40);
    child.go();
    List<String> said = child.rest();
    assertThat(child.process.waitFor()).isEqualTo(137);
    assertThat(said).hasSize(41);

    try (RunLedger ledger = LedgerChild.open(where())) {
      assertThat(ledger.slots("p", ""))
          .extracting(s -> s.latest().state().status())
          .hasSize(41)
          .startsWith(Status.SUCCEEDED)
          .endsWith(Status.RUNNING);
      assertThat(ledger.slots("p", "").subList(0, 40))
          .allMatch(s -> s.latest().state().status() == Status.SUCCEEDED);
      // Its holder is gone, so nobody waits for the lease to end.
      Claim claim =
          ledger.claim(
              LedgerChild.LAST, LedgerChild.PIN, Reprocess.UNFINISHED_ONLY, Holder.current());
      assertThat(claim).isInstanceOf(Claim.Claimed.class);
      Run run = ((Claim.Claimed) claim).run();
      assertThat(said).endsWith("claimed " + run.id());
    }
  }

  @Test
  void twoCommandLinesAtOnceShareTheSlots() throws Exception {
    Child one = start("share", 60);
    Child two = start("share", 60);
    one.go();
    two.go();
    List<String> all = new ArrayList<>(one.rest());
    all.addAll(two.rest());

    assertThat(one.process.waitFor()).isZero();
    assertThat(two.process.waitFor()).isZero();
    assertThat(all).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void whenTheServingProcessHaltsTheOthersGoOn() throws Exception {
    Child serving = start("halt", 5);
    Child one = start("share", 400);
    Child two = start("share", 400);
    one.go();
    two.go();
    String first = one.line();
    serving.go();
    Set<String> all = new HashSet<>(serving.rest());
    assertThat(serving.process.waitFor()).isEqualTo(137);
    all.add(first);
    all.addAll(one.rest());
    all.addAll(two.rest());
    assertThat(one.process.waitFor()).isZero();
    assertThat(two.process.waitFor()).isZero();
    for (int i = 0; i < 400; i++) {
      assertThat(all).contains("done " + i);
    }
  }

  @Test
  void ofEightProcessesOneWins() throws Exception {
    List<Child> racers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      racers.add(start("claim", 1));
    }
    for (Child racer : racers) {
      racer.go();
    }
    List<String> answers = new ArrayList<>();
    for (Child racer : racers) {
      answers.add(racer.line());
    }
    for (Child racer : racers) {
      racer.go();
    }
    assertThat(answers).hasSize(8).containsOnlyOnce("won").contains("held");
  }

  /** Starts a child, and returns when it has the ledger open. */
  private Child start(String mode, int count) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djdk.serialFilter=!*",
            "-cp",
            System.getProperty("java.class.path"),
            LedgerChild.class.getName(),
            where(),
            mode,
            Integer.toString(count));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Child child =
        new Child(
            process, new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
    children.add(child);
    assertThat(child.line()).isEqualTo("open");
    return child;
  }

  private record Child(Process process, BufferedReader out) {

    String line() throws IOException {
      String line = out.readLine();
      assertThat(line).as("a line of the child").isNotNull();
      return line;
    }

    List<String> rest() {
      return out.lines().toList();
    }

    void go() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
  }
}
