package dev.nightjar.jobs.alerts;

import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Template;
import dev.nightjar.store.CanonicalJson;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An incoming webhook of Slack, or of what understands the same: Mattermost, Rocket.Chat, Zulip.
 */
public final class SlackWebhook implements Channel {

  /**
   * What marks formats, mentions and links; an underscore within a word marks nothing, and paths
   * are full of them.
   */
  private static final Pattern MARK =
      Pattern.compile("[*~`@\\[]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  /** Does not show, and keeps a mark before it from being one. */
  private static final String NOTHING = "\u200B";

  private final String name;
  private final HttpCall call;
  private final @Nullable Template template;

  /**
   * A webhook.
   *
   * @param name in the settings
   * @param url where to; a secret
   * @param template in Slack's mrkdwn, which its own text may use; null: the usual text
   */
  public SlackWebhook(String name, String url, @Nullable Template template) {
    this(name, new HttpCall(url), template);
  }

  SlackWebhook(String name, HttpCall call, @Nullable Template template) {
    this.name = name;
    this.call = call;
    this.template = template;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    Map<String, Object> body = new TreeMap<>();
    body.put(
        "text",
        template == null
            ? Template.standard(message, SlackWebhook::escape)
            : template.render(message, SlackWebhook::escape));
    body.put("mrkdwn", template != null);
    return call.post("application/json; charset=UTF-8", CanonicalJson.write(body), Map.of());
  }

  /**
   * A value as plain text in mrkdwn: Slack's three characters as it asks for them, and nothing that
   * comes from data makes a link, a mention or a format, in Slack or in what is like it.
   */
  static String escape(String value) {
    String safe = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return MARK.matcher(safe).replaceAll("$0" + NOTHING);
  }
}
