package dev.nightjar.schedules.app;

import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Heartbeat;
import dev.nightjar.jobs.alerts.HeartbeatUrl;
import dev.nightjar.jobs.alerts.SlackWebhook;
import dev.nightjar.jobs.alerts.Webhook;
import dev.nightjar.jobs.config.AlertSettings;
import dev.nightjar.jobs.mail.MailChannel;
import dev.nightjar.jobs.mail.MailServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ways to reach people that the settings name.
 *
 * @param wishes the kinds that each channel wants, by its name
 * @param channels those that could be opened
 * @param heartbeats likewise
 * @param troubles why others could not, by their names
 */
record ChannelKinds(
    Map<String, Set<AlertKind>> wishes,
    List<Channel> channels,
    List<Heartbeat> heartbeats,
    Map<String, String> troubles) {

  /** Opens what the settings name; nothing is sent yet. */
  static ChannelKinds open(List<AlertSettings> settings, InstantSource clock) {
    ChannelKinds kinds =
        new ChannelKinds(new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    for (AlertSettings one : settings) {
      try {
        kinds.add(one, clock);
      } catch (IllegalArgumentException e) {
        kinds.troubles.put(one.name(), String.valueOf(e.getMessage()));
      }
    }
    return kinds;
  }

  private void add(AlertSettings one, InstantSource clock) {
    if (one instanceof AlertSettings.Webhook hook) {
      wishes.put(hook.name(), hook.events());
      String secret = hook.secret() == null ? null : hook.secret().require().value();
      channels.add(
          new Webhook(hook.name(), hook.url().require().value(), secret, hook.template(), clock));
    } else if (one instanceof AlertSettings.Slack slack) {
      wishes.put(slack.name(), slack.events());
      channels.add(new SlackWebhook(slack.name(), slack.url().require().value(), slack.template()));
    } else if (one instanceof AlertSettings.Email mail) {
      wishes.put(mail.name(), mail.events());
      String password = mail.password() == null ? null : mail.password().require().value();
      MailServer server = new MailServer(mail.server(), mail.plain(), password);
      channels.add(new MailChannel(mail.name(), server, mail.from(), mail.to(), mail.template()));
    } else if (one instanceof AlertSettings.Heartbeat beat) {
      heartbeats.add(new HeartbeatUrl(beat.name(), beat.url().require().value(), beat.every()));
    }
  }
}
