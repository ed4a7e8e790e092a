package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Posts each event to a collector. A server that is busy is asked once more. Redirects are not
 * followed: a key goes only where a person sent it.
 */
final class HttpTransport implements Transport {

  private static final int TRIES = 2;
  private static final int TOO_MANY_REQUESTS = 429;

  private final URI url;
  private final @Nullable Secret key;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * A transport.
   *
   * @param url where events are posted
   * @param key sent as a bearer token; null: none
   * @param timeout of one request
   */
  HttpTransport(URI url, @Nullable Secret key, Duration timeout) {
    this.url = url;
    this.key = key;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public void send(String event) throws IOException, InterruptedException {
    int status = post(event);
    for (int i = 1; i < TRIES && isBusy(status); i++) {
      status = post(event);
    }
    if (status / 100 != 2) {
      throw new IOException(
          "%s answered HTTP %d%s"
              .formatted(
                  url,
                  status,
                  status == 401 || status == 403
                      ? key == null ? ": it wants an API key" : ": the API key will not do"
                      : ""));
    }
  }

  private static boolean isBusy(int status) {
    return status / 100 == 5 || status == TOO_MANY_REQUESTS;
  }

  private int post(String event) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event));
    if (key != null) {
      request.header("Authorization", "Bearer " + key.value());
    }
    try {
      HttpResponse<Void> response = http.send(request.build(), BodyHandlers.discarding());
      return response.statusCode();
    } catch (HttpTimeoutException e) {
      throw new IOException(url + " did not answer within " + timeout.toSeconds() + " s", e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(url + " does not answer: " + why, e);
    }
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
