package dev.nightjar.jobs.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.alert.Alert;
import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Subject;
import dev.nightjar.alert.Template;
import dev.nightjar.store.CanonicalJson;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that gets CloudEvents 1.0, as JSON in structured mode. The event's {@code id} is that
 * of the message: one that goes out twice carries it twice.
 */
public final class Webhook implements Channel {

  private static final String TYPE = "application/cloudevents+json; charset=UTF-8";

  private final String name;
  private final HttpCall call;
  private final @Nullable WebhookSignature signature;
  private final @Nullable Template template;
  private final InstantSource clock;

  /**
   * A webhook.
   *
   * @param name in the settings
   * @param url where to; may hold a secret
   * @param secret signs each request, see {@link WebhookSignature}; null: unsigned
   * @param template of the member {@code text}; null: the usual text
   * @param clock for the time in signatures
   */
  public Webhook(
      String name,
      String url,
      @Nullable String secret,
      @Nullable Template template,
      InstantSource clock) {
    this(name, new HttpCall(url), secret, template, clock);
  }

  Webhook(
      String name,
      HttpCall call,
      @Nullable String secret,
      @Nullable Template template,
      InstantSource clock) {
    this.name = name;
    this.call = call;
    this.signature = secret == null ? null : WebhookSignature.of(secret);
    this.template = template;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    byte[] body = CanonicalJson.write(event(message));
    Map<String, String> headers =
        signature == null
            ? Map.of()
            : signature.headers(message.id().toString(), clock.instant(), body);
    return call.post(TYPE, body, headers);
  }

  private Map<String, Object> event(Message message) {
    Alert alert = message.alert();
    Subject subject = alert.subject();
    String pipeline = subject.pipeline();
    Map<String, Object> event = new TreeMap<>();
    event.put("specversion", "1.0");
    event.put("id", message.id().toString());
    event.put("source", pipeline == null ? "/nightjar" : "/nightjar/pipelines/" + pipeline);
    event.put("type", "dev.nightjar.alert." + alert.kind().word());
    event.put("time", message.at().toString());
    if (subject.logicalTime() != null) {
      event.put("subject", subject.logicalTime().toString());
    }
    event.put("datacontenttype", "application/json");
    ObjectNode data = (ObjectNode) CanonicalJson.tree(subject);
    data.put("event", alert.kind().word());
    data.put("headline", alert.headline());
    data.put("cause", alert.cause());
    data.put("advice", alert.advice());
    data.put("text", text(message));
    event.put("data", data);
    return event;
  }

  private String text(Message message) {
    return template == null
        ? Template.standard(message, UnaryOperator.identity())
        : template.render(message, UnaryOperator.identity());
  }
}
