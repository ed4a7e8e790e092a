package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.OutboxEntry;
import dev.nightjar.alert.OutboxEntry.State;
import dev.nightjar.jobs.alerts.Receiver;
import dev.nightjar.jobs.jdbc.Postgres;
import dev.nightjar.run.RunLedger;
import dev.nightjar.schedules.CourierChild.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the outbox promises about processes that are killed with -9, and about two at once; the
 * receiver is a server that counts.
 */
@Timeout(240)
class KilledCourierIT {

  /** Longer than the lease of whoever was killed while he sent. */
  private static final int LATER = 180;

  private static final int MANY = 300;
  private static final int KILLED = 137;

  @TempDir Path dir;
  private Receiver receiver;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
    receiver.close();
  }

  @Test
  void whatADeadProcessWroteAnotherOneSends() throws Exception {
    assertThat(start(dir.toString(), 0, Part.WRITES).waitFor()).isEqualTo(KILLED);
    assertThat(receiver.calls()).as("it was killed before it could send").isEmpty();
    sendAll(dir.toString(), 0);
    sendAll(dir.toString(), LATER);
    assertThat(received().values()).containsExactly(1L);
    assertSentOnce(dir.toString(), 1, 1);
  }

  @Test
  void whoIsKilledBeforeTheNoteLeavesACopyThatGoesOutAgainWithTheSameId() throws Exception {
    write(dir.toString(), 3);
    assertThat(start(dir.toString(), 0, Part.SENDS_ONE).waitFor()).isEqualTo(KILLED);
    assertThat(receiver.calls()).as("it has the first one").hasSize(1);
    String first = receiver.calls().peek().json().get("id").asText();
    sendAll(dir.toString(), LATER);
    sendAll(dir.toString(), 2 * LATER);
    Map<String, Long> received = received();
    assertThat(received).hasSize(3).containsEntry(first, 2L);
    assertThat(received.values()).containsExactlyInAnyOrder(2L, 1L, 1L);
    assertSentOnce(dir.toString(), 3, 2);
  }

  @Test
  void whoIsKilledAmongManyLosesNoneAndDoublesAtMostOne() throws Exception {
    write(dir.toString(), MANY);
    Process killed = start(dir.toString(), 0, Part.SENDS_ALL);
    go(killed);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (receiver.calls().size() < MANY / 4 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    killed.destroyForcibly().waitFor();
    int seen = receiver.calls().size();
    assertThat(seen).as("it was killed in the middle").isBetween(MANY / 4, MANY - 1);
    sendAll(dir.toString(), LATER);
    assertThat(received()).as("none is lost").hasSize(MANY);
    assertThat(receiver.calls()).hasSizeLessThanOrEqualTo(MANY + 1);
    assertSentOnce(dir.toString(), MANY, 2);
  }

  @Test
  void twoAtOnceSendEachOnce() throws Exception {
    String database = Postgres.freshDatabase().toString();
    write(database, MANY);
    receiver.awaitCalls(2);
    Process one = start(database, 0, Part.SENDS_ALL);
    Process other = start(database, 0, Part.SENDS_ALL);
    BufferedReader first = opened(one);
    BufferedReader second = opened(other);
    say(one);
    say(other);
    int sent = sent(first);
    int more = sent(second);
    assertThat(one.waitFor()).isZero();
    assertThat(other.waitFor()).isZero();
    assertThat(sent + more).isEqualTo(MANY);
    assertThat(List.of(sent, more)).as("both took part").allMatch(count -> count > 0);
    assertThat(received()).hasSize(MANY);
    assertThat(received().values()).containsOnly(1L);
    assertSentOnce(database, MANY, 1);
  }

  /** How often each id came. */
  private Map<String, Long> received() {
    return receiver.calls().stream()
        .map(call -> call.json().get("id").asText())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static void write(String where, int alerts) {
    try (RunLedger ledger = CourierChild.open(where, InstantSource.system())) {
      for (int i = 0; i < alerts; i++) {
        assertThat(ledger.outbox().announce(CourierChild.alert("alert-" + i))).isTrue();
      }
    }
  }

  /** Every alert has one copy, which is noted as sent, after no more tries than that. */
  private static void assertSentOnce(String where, int alerts, int tries) {
    try (RunLedger ledger = CourierChild.open(where, InstantSource.system())) {
      List<OutboxEntry> entries = ledger.outbox().recent(2 * alerts);
      assertThat(entries).hasSize(alerts);
      assertThat(entries)
          .allSatisfy(
              entry ->
                  assertThat(entry.deliveries())
                      .singleElement()
                      .satisfies(
                          copy -> {
                            assertThat(copy.state()).isEqualTo(State.SENT);
                            assertThat(copy.attempts()).isBetween(1, tries);
                          }));
      assertThat(ledger.outbox().waiting(1)).isEmpty();
    }
  }

  private void sendAll(String where, int ahead) throws Exception {
    Process process = start(where, ahead, Part.SENDS_ALL);
    go(process);
    assertThat(process.waitFor()).isZero();
  }

  private static void go(Process process) throws IOException {
    opened(process);
    say(process);
  }

  private static BufferedReader opened(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("open");
    return out;
  }

  private static void say(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  private static int sent(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertThat(line).startsWith("sent ");
    return Integer.parseInt(line.substring("sent ".length()));
  }

  private Process start(String where, int ahead, Part part) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.serialFilter=!*",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                CourierChild.class.getName(),
                where,
                receiver.url(),
                Integer.toString(ahead),
                part.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    return process;
  }
}
