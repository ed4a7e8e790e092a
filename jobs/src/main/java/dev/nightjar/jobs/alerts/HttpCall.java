package dev.nightjar.jobs.alerts;

import dev.nightjar.alert.Answer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one address, whose path may be a secret and is never printed. Redirects are not
 * followed: an alert goes only where a person sent it. Thread-safe.
 */
final class HttpCall {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOTAL = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES = 4_096;
  private static final int SHOWN = 200;

  private final URI address;
  private final Duration total;
  private final HttpClient http;

  /**
   * Calls of the address.
   *
   * @throws IllegalArgumentException when it is no {@code http} or {@code https} URL, or holds a
   *     user and password; the message does not repeat it
   */
  HttpCall(String address) {
    this(address, TOTAL);
  }

  HttpCall(String address, Duration total) {
    this.address = url(address);
    this.total = total;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  private static URI url(String text) {
    URI uri = parsed(text.strip());
    if (uri == null
        || uri.getHost() == null
        || !String.valueOf(uri.getScheme()).matches("(?i)https?")) {
      throw new IllegalArgumentException("expected an http or https URL, found another text");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a URL of an alert holds no user and password");
    }
    return uri;
  }

  /** Null when it is none: why not would repeat the text. */
  private static @Nullable URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  Answer post(String contentType, byte[] body, Map<String, String> headers)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", contentType)
            .header("User-Agent", "nightjar")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  Answer get() throws InterruptedException {
    return send(HttpRequest.newBuilder(address).header("User-Agent", "nightjar").build());
  }

  private Answer send(HttpRequest request) throws InterruptedException {
    // The request has no timeout of its own: two clocks of the same length gave two answers.
    CompletableFuture<HttpResponse<byte[]>> call =
        http.sendAsync(request, head -> new BoundedBody(ANSWER_BYTES));
    try {
      return answer(call.get(total.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Answer.Unreachable(
          "%s did not answer within %d s".formatted(origin(), total.toSeconds()), null);
    } catch (ExecutionException e) {
      return new Answer.Unreachable(origin() + " does not answer: " + why(e.getCause()), null);
    } finally {
      call.cancel(true);
    }
  }

  private Answer answer(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String text = "HTTP " + status + said(response.body());
    if (status / 100 == 2) {
      return new Answer.Accepted("HTTP " + status);
    }
    if (status / 100 == 3) {
      return new Answer.Refused(
          "HTTP " + status + ": it points elsewhere, and redirects are not followed");
    }
    boolean passes = status >= 500 || status == 408 || status == 425 || status == 429;
    return passes ? new Answer.Unreachable(text, rest(response)) : new Answer.Refused(text);
  }

  private static @Nullable Duration rest(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(null);
  }

  private static String said(byte[] body) {
    String line =
        new String(body, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), SHOWN));
  }

  private String why(@Nullable Throwable cause) {
    if (cause == null) {
      return "unknown";
    }
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getSimpleName() + text.replace(address.toString(), origin());
  }

  /** The address without what may be secret. */
  private String origin() {
    return address.getScheme() + "://" + address.getRawAuthority() + "/…";
  }
}
