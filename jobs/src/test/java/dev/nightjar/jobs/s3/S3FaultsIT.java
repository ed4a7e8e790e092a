package dev.nightjar.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.jobs.s3.FaultProxy.Fault;
import dev.nightjar.store.AppendLog;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Commit;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Proposal;
import dev.nightjar.store.UnusableStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs behind a network that breaks requests: nothing is lost, nothing is doubled. */
@Timeout(300)
final class S3FaultsIT {

  private static final String LOG = "models/m";
  private static final JsonNode NOTHING = CanonicalJson.tree(Map.of());
  private static final Duration CLIENT = Duration.ofMillis(700);
  private static final int TRIES = 40;

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "HEADER_STRIPPED"})
  void everyFaultAlone(Fault fault) throws Exception {
    SplittableRandom random = new SplittableRandom(fault.name().hashCode());
    FaultProxy proxy = rage(3, 5, drawn(random, () -> fault, 0.3));
    assertThat(proxy.count(fault)).as("requests that met it").isPositive();
  }

  @Test
  void allFaultsTogether() throws Exception {
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    // A server that ignores the header is none that a log can be kept on.
    faults.remove(Fault.HEADER_STRIPPED);
    SplittableRandom random = new SplittableRandom(7);
    rage(8, 10, drawn(random, () -> faults.get(random.nextInt(faults.size())), 0.3));
  }

  private static Supplier<Fault> drawn(
      SplittableRandom random, Supplier<Fault> fault, double share) {
    return () -> {
      synchronized (random) {
        return random.nextDouble() < share ? fault.get() : Fault.NONE;
      }
    };
  }

  /** Writers append through the proxy; then the log is read past it. */
  private static FaultProxy rage(int writers, int appends, Supplier<Fault> faults)
      throws Exception {
    S3Proxy.useCredentials();
    String bucket = S3Proxy.shared().freshBucket();
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    FaultProxy proxy = new FaultProxy(S3Proxy.shared().endpoint(), faults);
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try (proxy) {
      List<Future<?>> working = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String name = "w" + i;
        working.add(
            pool.submit(
                () -> {
                  try (ObjectStore store = through(proxy, bucket)) {
                    AppendLog log = new AppendLog(store, LOG, InstantSource.system());
                    for (int n = 0; n < appends; n++) {
                      String txnId = name + "-" + n;
                      acknowledged.put(txnId, append(log, txnId));
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> work : working) {
        work.get();
      }
    } finally {
      pool.shutdownNow();
    }
    verify(bucket, writers * appends, acknowledged);
    return proxy;
  }

  private static ObjectStore through(FaultProxy proxy, String bucket) throws IOException {
    return S3Store.open(
        S3Options.at("s3://" + bucket + "/test")
            .withEndpoint(proxy.endpoint())
            .withTimeout(CLIENT));
  }

  /** As a person does it: the same command again, until it is known what became of it. */
  private static long append(AppendLog log, String txnId) throws IOException {
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        Commit<String> commit = log.commit(txnId, entries -> proposal(txnId));
        return ((Commit.Committed<String>) commit).entry().seq();
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException(txnId + " failed " + TRIES + " times", last);
  }

  private static Proposal<String> proposal(String txnId) {
    return new Proposal.Append<>(
        "added",
        Instant.EPOCH,
        "tester",
        NOTHING,
        CanonicalJson.tree(Map.of("what", txnId)),
        NOTHING,
        "");
  }

  private static void verify(String bucket, int appended, Map<String, Long> acknowledged)
      throws IOException {
    try (ObjectStore store = S3Proxy.open(S3Proxy.shared().endpoint(), bucket)) {
      List<LogEntry> entries = new AppendLog(store, LOG, InstantSource.system()).entries();
      assertThat(entries).hasSize(appended);
      assertThat(store.list(LOG + "/log", "")).as("no gap, nothing else").hasSize(appended);
      assertThat(entries).extracting(LogEntry::txnId).doesNotHaveDuplicates();
      acknowledged.forEach(
          (txnId, seq) -> assertThat(entries.get((int) (seq - 1)).txnId()).isEqualTo(txnId));
      assertThat(acknowledged).hasSize(appended);
    }
  }

  @Test
  void aServerThatIgnoresTheHeaderIsRefusedBeforeAnythingIsWritten(@TempDir Path notes)
      throws IOException {
    S3Proxy.useCredentials();
    String bucket = S3Proxy.shared().freshBucket();
    try (FaultProxy proxy =
        new FaultProxy(S3Proxy.shared().endpoint(), () -> Fault.HEADER_STRIPPED)) {
      S3Options options = S3Options.at("s3://" + bucket + "/test").withEndpoint(proxy.endpoint());
      assertThatThrownBy(() -> S3Store.open(options, new ProbeNotes(notes, InstantSource.system())))
          .isInstanceOf(UnusableStoreException.class)
          .hasMessageContaining("If-None-Match");
      assertThat(proxy.count(Fault.HEADER_STRIPPED)).isGreaterThanOrEqualTo(2);
    }
    try (ObjectStore store = S3Proxy.open(S3Proxy.shared().endpoint(), bucket)) {
      assertThat(store.list("", "")).isEmpty();
    }
  }
}
