package dev.nightjar.jobs.alerts;

import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Heartbeat;
import java.time.Duration;

/** A heartbeat that is a GET: Healthchecks, Uptime Kuma, Cronitor and their like. */
public final class HeartbeatUrl implements Heartbeat {

  private final String name;
  private final HttpCall call;
  private final Duration every;

  /**
   * A heartbeat.
   *
   * @param name in the settings
   * @param url what to ask for; may hold a secret
   * @param every how often
   */
  public HeartbeatUrl(String name, String url, Duration every) {
    this.name = name;
    this.call = new HttpCall(url);
    this.every = every;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration every() {
    return every;
  }

  @Override
  public Answer beat() throws InterruptedException {
    return call.get();
  }
}
