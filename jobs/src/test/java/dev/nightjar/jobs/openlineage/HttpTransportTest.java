package dev.nightjar.jobs.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.jobs.LoopbackCollector;
import dev.nightjar.jobs.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A collector that is there, one that is not, one that is busy, and one that hangs. */
@Timeout(60)
class HttpTransportTest {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void postsEachEventWithTheKey() throws Exception {
    try (LoopbackCollector collector = new LoopbackCollector(() -> 201)) {
      new HttpTransport(collector.url(), new Secret("hush"), LONG).send("{\"a\": \"ü\"}");
      LoopbackCollector.Received received = collector.received.take();
      assertThat(received.method()).isEqualTo("POST");
      assertThat(received.authorization()).isEqualTo("Bearer hush");
      assertThat(received.text()).isEqualTo("{\"a\": \"ü\"}");
    }
  }

  @Test
  void aBusyCollectorIsAskedOnceMore() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (LoopbackCollector collector =
        new LoopbackCollector(() -> answers.incrementAndGet() == 1 ? 503 : 200)) {
      new HttpTransport(collector.url(), null, LONG).send("{}");
      assertThat(collector.received).hasSize(2);
    }
  }

  @Test
  void whatIsRefusedIsSaidWithoutTheKey() throws Exception {
    try (LoopbackCollector collector = new LoopbackCollector(() -> 401)) {
      assertThatThrownBy(
              () -> new HttpTransport(collector.url(), new Secret("hush"), LONG).send("{}"))
          .isInstanceOf(IOException.class)
          .hasMessage(collector.url() + " answered HTTP 401: the API key will not do");
      assertThatThrownBy(() -> new HttpTransport(collector.url(), null, LONG).send("{}"))
          .hasMessageEndingWith("it wants an API key");
    }
    try (LoopbackCollector collector = new LoopbackCollector(() -> 500)) {
      assertThatThrownBy(() -> new HttpTransport(collector.url(), null, LONG).send("{}"))
          .hasMessageEndingWith("answered HTTP 500");
    }
  }

  @Test
  void aCollectorThatHangsOrIsNotThereIsAnError() throws Exception {
    try (LoopbackCollector collector = new LoopbackCollector(() -> 0)) {
      assertThatThrownBy(() -> new HttpTransport(collector.url(), null, SOON).send("{}"))
          .hasMessageContaining("did not answer within");
    }
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    assertThatThrownBy(() -> new HttpTransport(nobody, null, LONG).send("{}"))
        .hasMessageContaining(nobody + " does not answer");
  }

  @Test
  void theEndOfAProgramWaitsOnlySoLong() throws Exception {
    try (LoopbackCollector collector = new LoopbackCollector(() -> 0)) {
      long began = System.nanoTime();
      try (Outbox outbox = new Outbox(new HttpTransport(collector.url(), null, LONG), SOON)) {
        Outbox.Post post = outbox.about("a run");
        for (int i = 0; i < 2_000; i++) {
          post.post(() -> List.of("{}"));
        }
        collector.received.take();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(collector.received).isEmpty();
    }
  }

  @Test
  void whatWasPostedArrivesInOrderBeforeTheEnd() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (LoopbackCollector collector = new LoopbackCollector(() -> 200)) {
      try (Outbox outbox = new Outbox(new HttpTransport(collector.url(), null, LONG), LONG)) {
        Outbox.Post post = outbox.about("a run");
        for (int i = 0; i < 20; i++) {
          String event = Integer.toString(i);
          post.post(
              () -> {
                await(go);
                return List.of(event);
              });
        }
        go.countDown();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(collector.received.take().text()).isEqualTo(Integer.toString(i));
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
