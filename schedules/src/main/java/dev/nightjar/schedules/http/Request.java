package dev.nightjar.schedules.http;

import dev.nightjar.run.RunQuery;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of somebody who may, and its answer. */
record Request(Context context, Caller caller) {

  /** The largest body that is read. All that can be said is short. */
  static final int LARGEST_BODY = 64 * 1024;

  private static final String JSON = "application/json";
  private static final int PAGE = 50;
  private static final int ETAG = 32;

  String path(String name) {
    return context.pathParam(name);
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  /** How many things a page has. */
  int limit() {
    return query("limit").map(text -> number("limit", text)).orElse(PAGE);
  }

  /** A number from 1 to the longest page. */
  static int number(String name, String text) {
    if (text.matches("\\d{1,4}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= RunQuery.MOST) {
        return number;
      }
    }
    throw Refusal.badRequest(
        "%s: expected a number from 1 to %d, found %s".formatted(name, RunQuery.MOST, text));
  }

  /** The body as a record. */
  <T extends Record> T body(Class<T> type) {
    String kind = context.contentType();
    if (kind == null || !kind.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON)) {
      throw Refusal.unsupportedMediaType(
          "expected a body of the type " + JSON + (kind == null ? "" : ", found " + kind));
    }
    byte[] bytes;
    try (InputStream in = context.req().getInputStream()) {
      bytes = in.readNBytes(LARGEST_BODY + 1);
    } catch (IOException e) {
      throw Refusal.late();
    }
    if (bytes.length > LARGEST_BODY) {
      throw Refusal.tooLarge("the body is larger than " + LARGEST_BODY + " bytes");
    }
    return Body.read(bytes, type);
  }

  /** What was said as a reason; it may not be blank. */
  static String reason(String said) {
    if (said.isBlank()) {
      throw Refusal.badRequest("reason is empty: say why, for whoever reads it later");
    }
    return said.strip();
  }

  /** Answers with a document; one that the asker has already is not sent again. */
  void json(Object document) {
    accepts(JSON);
    send(JSON, CanonicalJson.pretty(document));
  }

  /** The same with another status, for what was just made. */
  void json(int status, Object document) {
    accepts(JSON);
    context.status(status);
    context.contentType(JSON);
    context.result(CanonicalJson.pretty(document));
  }

  /** Sends a text with its ETag. */
  void send(String type, String text) {
    send(type, text, etag(text));
  }

  /** The same with an ETag of its own. */
  void send(String type, String text, String etag) {
    context.header("ETag", etag);
    context.header("Cache-Control", "private, no-cache");
    String known = context.header("If-None-Match");
    if (known != null && matches(known, etag)) {
      context.status(304);
      return;
    }
    context.contentType(type.startsWith("text/") ? type + "; charset=utf-8" : type);
    context.result(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The strong ETag of a text. */
  static String etag(String text) {
    return '"' + Digest.of(text).head(ETAG) + '"';
  }

  /** Refuses a change that was thought of before another one. */
  void requireMatch(String etag, String what) {
    String wanted = context.header("If-Match");
    if (wanted != null && !matches(wanted, etag)) {
      throw Refusal.preconditionFailed(
          what + " was changed since: its ETag is " + etag + ", If-Match says " + wanted);
    }
  }

  private static boolean matches(String list, String etag) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }

  /** Refuses when none of these types is wanted; otherwise says which is wanted most. */
  String accepts(String... types) {
    String wanted = context.header("Accept");
    return Accept.best(wanted, types)
        .orElseThrow(
            () ->
                Refusal.notAcceptable(
                    "there is %s here; Accept says %s"
                        .formatted(String.join(", ", types), wanted)));
  }

  /** The text, or null when it is absent or blank. */
  static @Nullable String said(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
