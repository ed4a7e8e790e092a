package dev.nightjar.schedules.app;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Heartbeat;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.OutboxEntry;
import dev.nightjar.alert.Subject;
import dev.nightjar.schedules.AlertService;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Alerts of this workspace's ledger, and the channels that its settings name. */
final class LocalAlerts implements AlertService {

  /** Among so many of the newest alerts an id is looked for. */
  private static final int NEWEST = 10_000;

  private final LocalPlaces places;
  private final Outbox outbox;

  LocalAlerts(LocalPlaces places, Outbox outbox) {
    this.places = places;
    this.outbox = outbox;
  }

  @Override
  public List<OutboxEntry> latest(boolean waiting, int limit) {
    return waiting ? outbox.waiting(limit) : outbox.recent(limit);
  }

  @Override
  public List<Tested> test() {
    ChannelKinds kinds = ChannelKinds.open(places.alerts(), places.clock());
    List<Tested> said = new ArrayList<>();
    kinds.troubles().forEach((channel, why) -> said.add(new Tested(channel, false, why)));
    Message message = new Message(UUID.randomUUID(), places.clock().instant(), sample());
    try {
      for (Channel channel : kinds.channels()) {
        said.add(tested(channel.name(), channel.send(message)));
      }
      for (Heartbeat heartbeat : kinds.heartbeats()) {
        said.add(tested(heartbeat.name(), heartbeat.beat()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return said;
  }

  private Alert sample() {
    return new Alert(
        "test",
        AlertKind.RECOVERED,
        "TEST of nightjar's alerts by " + places.actor() + ": nothing happened",
        "Somebody typed `nightjar alerts test`.",
        "",
        new Subject(null, null, null, null, null));
  }

  private static Tested tested(String channel, Answer answer) {
    return new Tested(channel, answer instanceof Answer.Accepted, answer.text());
  }

  @Override
  public int retry(@Nullable String id, Consumer<String> remark) {
    int copies = outbox.retry(id == null ? null : named(id));
    if (copies > 0) {
      Outgoing.open(places, outbox, remark).close();
    }
    return copies;
  }

  private UUID named(String id) {
    List<UUID> found =
        outbox.recent(NEWEST).stream()
            .map(entry -> entry.message().id())
            .filter(known -> known.toString().startsWith(id))
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          (found.isEmpty() ? "there is no alert " : "there are several alerts ")
              + id
              + "; nightjar alerts list shows the latest ones");
    }
    return found.get(0);
  }
}
