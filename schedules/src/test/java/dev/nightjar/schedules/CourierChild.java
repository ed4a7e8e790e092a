package dev.nightjar.schedules;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Delivery;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.Settlement;
import dev.nightjar.alert.Subject;
import dev.nightjar.jobs.alerts.Webhook;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.jobs.jdbc.PostgresAddress;
import dev.nightjar.jobs.jdbc.PostgresLedger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Pause;
import dev.nightjar.run.RunLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes alerts, or sends them, in a process of its own. Arguments: ledger, address of the
 * receiver, by how many seconds the clock is ahead, what to do.
 */
final class CourierChild {

  /** What a process does. */
  enum Part {
    /** Writes an alert and kills itself before anybody can send it. */
    WRITES,
    /** Sends one and kills itself when the receiver has it, before that is noted. */
    SENDS_ONE,
    /** Says that it is there, waits for a line, and sends until nothing waits. */
    SENDS_ALL
  }

  static final String CHANNEL = "hook";

  private CourierChild() {}

  public static void main(String[] args) throws Exception {
    Duration ahead = Duration.ofSeconds(Long.parseLong(args[2]));
    InstantSource clock = () -> Instant.now().plus(ahead);
    try (RunLedger ledger = open(args[0], clock)) {
      Outbox outbox = ledger.outbox();
      Channel hook = new Webhook(CHANNEL, args[1], null, null, clock);
      switch (Part.valueOf(args[3])) {
        case WRITES -> {
          outbox.announce(alert("written-by-a-dead-process"));
          die();
        }
        case SENDS_ONE -> courier(outbox, new Deadly(hook), clock, new Count()).close(PATIENCE);
        case SENDS_ALL -> {
          System.out.println("open");
          System.in.read();
          Count count = new Count();
          Courier courier = courier(outbox, hook, clock, count);
          courier.start();
          while (!outbox.waiting(1).isEmpty()) {
            Pause.system().pause(Duration.ofMillis(50));
          }
          courier.close(PATIENCE);
          System.out.println("sent " + count.sent);
        }
      }
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A database, or a workspace of this machine. */
  static RunLedger open(String where, InstantSource clock) {
    LeaseRules rules = new LeaseRules(clock, Duration.ofMinutes(1), Liveness.UNKNOWN);
    return where.startsWith("postgresql:")
        ? PostgresLedger.open(PostgresAddress.parse(where), null, rules)
        : H2Ledger.open(Path.of(where), rules);
  }

  static Announcement alert(String key) {
    return new Announcement.Happened(
        new Alert(key, AlertKind.FAILED, "FAILED " + key, "", "", Subject.of("p")));
  }

  private static Courier courier(
      Outbox outbox, Channel channel, InstantSource clock, Courier.Listener listener) {
    return new Courier(
        outbox, Map.of(CHANNEL, Set.of(AlertKind.FAILED)), List.of(channel), clock, listener);
  }

  private static void die() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
        .start()
        .waitFor();
    throw new IllegalStateException("a process that was killed goes on");
  }

  /** Kills the process when the receiver has the message. */
  private record Deadly(Channel to) implements Channel {

    @Override
    public String name() {
      return to.name();
    }

    @Override
    public Answer send(Message message) throws InterruptedException {
      Answer answer = to.send(message);
      try {
        die();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return answer;
    }
  }

  private static final class Count implements Courier.Listener {

    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public void tried(Delivery delivery, Settlement settlement) {
      if (settlement instanceof Settlement.Sent) {
        sent.incrementAndGet();
      }
    }

    @Override
    public void trouble(String what, Exception why) {
      System.out.println("trouble " + what + ": " + why);
    }
  }
}
