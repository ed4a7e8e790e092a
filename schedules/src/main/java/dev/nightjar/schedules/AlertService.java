package dev.nightjar.schedules;

import dev.nightjar.alert.OutboxEntry;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people are told, and what became of it. */
public interface AlertService {

  /**
   * What a channel said.
   *
   * @param channel its name in the settings
   * @param accepted whether it took the message
   * @param answer in a line
   */
  record Tested(String channel, boolean accepted, String answer) {}

  /**
   * The newest alerts, the newest first.
   *
   * @param waiting only those of which a copy waits
   */
  List<OutboxEntry> latest(boolean waiting, int limit);

  /** Sends a test message to every channel, past the outbox, and asks for every heartbeat URL. */
  List<Tested> test();

  /**
   * Sends again at once what was given up and what waits for its next try, for a short time.
   *
   * @param id how the alert's id begins; null: all
   * @param remark hears what a person should know
   * @return how many copies
   * @throws IllegalArgumentException when no alert, or several, have such an id
   */
  int retry(@Nullable String id, Consumer<String> remark);
}
