package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.config.LineageSettings;
import dev.nightjar.jobs.config.SecretReference;
import java.io.IOException;

/** Takes events to where they are wanted. Used by one thread. {@code toString} says where. */
interface Transport extends AutoCloseable {

  /**
   * Sends one event.
   *
   * @param event a JSON document in one line
   * @throws IOException that says where it did not arrive, and why
   */
  void send(String event) throws IOException, InterruptedException;

  @Override
  default void close() {}

  /** The transport that the settings name. */
  static Transport of(LineageSettings settings) {
    if (settings.to() instanceof LineageSettings.EventFile file) {
      return new FileTransport(file.path());
    }
    LineageSettings.Collector collector = (LineageSettings.Collector) settings.to();
    SecretReference key = collector.apiKey();
    return new HttpTransport(
        collector.url(), key == null ? null : key.require(), settings.timeout());
  }
}
