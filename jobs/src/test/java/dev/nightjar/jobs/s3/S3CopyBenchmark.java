package dev.nightjar.jobs.s3;

import com.sun.management.OperatingSystemMXBean;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A program that uploads a large model and downloads it again, verified, and prints what that takes
 * in times of what the SDK alone takes for its single requests, which verify nothing. Arguments:
 * MiB (1024), rounds (3), then an address {@code s3://bucket/prefix} and an endpoint; without these
 * a server is started that keeps its objects on this disk.
 */
final class S3CopyBenchmark {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private S3CopyBenchmark() {}

  public static void main(String[] args) throws IOException {
    long mib = args.length > 0 ? Long.parseLong(args[0]) : 1024;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path scratch = Files.createTempDirectory("s3-copy");
    S3Proxy.useCredentials();
    if (args.length > 3) {
      measure(S3Options.at(args[2]).withEndpoint(URI.create(args[3])), scratch, mib, rounds);
      return;
    }
    try (S3Proxy server = S3Proxy.onDisk(scratch.resolve("server"), scratch)) {
      String address = "s3://" + server.freshBucket() + "/test";
      measure(S3Options.at(address).withEndpoint(server.endpoint()), scratch, mib, rounds);
    }
  }

  private static void measure(S3Options usual, Path scratch, long mib, int rounds)
      throws IOException {
    S3Options options = usual.withTimeout(TIMEOUT);
    Best ours = new Best();
    Best plain = new Best();
    try (S3Store store = S3Store.open(options);
        S3Client client = S3Clients.open(options, S3Clients.region(options))) {
      for (int round = 0; round < rounds; round++) {
        // Another content each time: a blob that is there is not uploaded again.
        Path model = model(scratch.resolve("model"), mib, round);
        Path copy = scratch.resolve("copy");
        String key = "plain/" + UUID.randomUUID();
        plain.up(
            () ->
                client.putObject(
                    b -> b.bucket(options.bucket()).key(key), RequestBody.fromFile(model)));
        plain.down(
            () ->
                client.getObject(
                    b -> b.bucket(options.bucket()).key(key), ResponseTransformer.toFile(copy)));
        Files.delete(copy);
        client.deleteObject(b -> b.bucket(options.bucket()).key(key));
        Blobs blobs = new Blobs(store);
        Digest digest = ours.up(() -> blobs.put(model));
        ours.down(
            () -> {
              blobs.fetch(digest, copy);
              return copy;
            });
        Files.delete(copy);
        store.upkeep().remove(Blobs.key(digest));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d MiB, best of %d: upload %.2f x, verified download %.2f x a plain copy's time%n",
        mib,
        rounds,
        ours.upSeconds / plain.upSeconds,
        ours.downSeconds / plain.downSeconds);
    System.out.printf(Locale.ROOT, "ours: %s%nplain: %s%npeak memory: %s%n", ours, plain, peak());
  }

  private interface Work<R> {
    R run() throws IOException;
  }

  /** The fastest of some rounds. */
  private static final class Best {
    private double upSeconds = Double.POSITIVE_INFINITY;
    private double downSeconds = Double.POSITIVE_INFINITY;
    private double upCpu = Double.POSITIVE_INFINITY;
    private double downCpu = Double.POSITIVE_INFINITY;

    <R> R up(Work<R> work) throws IOException {
      long cpu = PROCESS.getProcessCpuTime();
      long begin = System.nanoTime();
      R result = work.run();
      upSeconds = Math.min(upSeconds, (System.nanoTime() - begin) / 1e9);
      upCpu = Math.min(upCpu, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
      return result;
    }

    <R> void down(Work<R> work) throws IOException {
      long cpu = PROCESS.getProcessCpuTime();
      long begin = System.nanoTime();
      work.run();
      downSeconds = Math.min(downSeconds, (System.nanoTime() - begin) / 1e9);
      downCpu = Math.min(downCpu, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "up %.1f s (%.1f s of this process's processor), down %.1f s (%.1f s)",
          upSeconds,
          upCpu,
          downSeconds,
          downCpu);
    }
  }

  private static Path model(Path file, long mib, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] piece = new byte[1 << 20];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long i = 0; i < mib; i++) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
    return file;
  }

  /** Of this process, native memory included, where the system says. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
    return lines.stream().filter(l -> l.startsWith("VmHWM")).findFirst().orElse("not known");
  }
}
