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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A program that uploads a large model and downloads it again, verified, and prints what that takes
 * in times of what the SDK alone takes for its single requests, which verify nothing: the median of
 * the rounds, since a disk that writes behind makes one copy in three slow. Arguments: MiB (1024),
 * rounds (5), then an address {@code s3://bucket/prefix} and an endpoint; without these a server is
 * started that keeps its objects on this disk.
 */
final class S3CopyBenchmark {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private S3CopyBenchmark() {}

  public static void main(String[] args) throws IOException {
    long mib = args.length > 0 ? Long.parseLong(args[0]) : 1024;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
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
    List<Round> ours = new ArrayList<>();
    List<Round> plain = new ArrayList<>();
    try (S3Store store = S3Store.open(options);
        S3Client client = S3Clients.open(options, S3Clients.region(options))) {
      Copier verified = new Verified(store);
      Copier single = new Single(client, options.bucket());
      for (int round = 0; round < rounds; round++) {
        // Another content each time: a blob that is there is not uploaded again.
        Path model = model(scratch.resolve("model"), mib, round);
        Path copy = scratch.resolve("copy");
        // Each goes first in every other round: the first one meets the emptier disk.
        if (round % 2 == 0) {
          plain.add(Round.of(single, model, copy));
          ours.add(Round.of(verified, model, copy));
        } else {
          ours.add(Round.of(verified, model, copy));
          plain.add(Round.of(single, model, copy));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d MiB, %d rounds: upload %s, verified download %s a plain copy's time%n",
        mib,
        rounds,
        ratio(ours, plain, Round::up),
        ratio(ours, plain, Round::down));
    System.out.printf("ours: %s%nplain: %s%npeak memory: %s%n", words(ours), words(plain), peak());
  }

  /** A way to store a file and to read it back. */
  private interface Copier {
    String up(Path file) throws IOException;

    void down(String name, Path to) throws IOException;

    void remove(String name) throws IOException;
  }

  private record Verified(S3Store store) implements Copier {
    @Override
    public String up(Path file) throws IOException {
      return new Blobs(store).put(file).hex();
    }

    @Override
    public void down(String name, Path to) throws IOException {
      new Blobs(store).fetch(new Digest(name), to);
    }

    @Override
    public void remove(String name) throws IOException {
      store.upkeep().remove(Blobs.key(new Digest(name)));
    }
  }

  private record Single(S3Client client, String bucket) implements Copier {
    @Override
    public String up(Path file) {
      String key = "plain/" + UUID.randomUUID();
      client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromFile(file));
      return key;
    }

    @Override
    public void down(String name, Path to) {
      client.getObject(b -> b.bucket(bucket).key(name), ResponseTransformer.toFile(to));
    }

    @Override
    public void remove(String name) {
      client.deleteObject(b -> b.bucket(bucket).key(name));
    }
  }

  /** Seconds, of the wall and of this process's processor. */
  private record Round(double up, double upCpu, double down, double downCpu) {
    static Round of(Copier copier, Path model, Path copy) throws IOException {
      long cpu = PROCESS.getProcessCpuTime();
      long begin = System.nanoTime();
      String name = copier.up(model);
      long cpuBetween = PROCESS.getProcessCpuTime();
      long between = System.nanoTime();
      copier.down(name, copy);
      long end = System.nanoTime();
      long cpuEnd = PROCESS.getProcessCpuTime();
      Files.delete(copy);
      copier.remove(name);
      return new Round(
          (between - begin) / 1e9,
          (cpuBetween - cpu) / 1e9,
          (end - between) / 1e9,
          (cpuEnd - cpuBetween) / 1e9);
    }
  }

  private static String ratio(List<Round> ours, List<Round> plain, ToDoubleFunction<Round> time) {
    double[] ratios =
        IntStream.range(0, ours.size())
            .mapToDouble(i -> time.applyAsDouble(ours.get(i)) / time.applyAsDouble(plain.get(i)))
            .sorted()
            .toArray();
    return String.format(
        Locale.ROOT,
        "%.2f x (%.2f to %.2f)",
        ratios[ratios.length / 2],
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static String words(List<Round> rounds) {
    return String.format(
        Locale.ROOT,
        "up %.1f s (%.1f s of this process's processor), down %.1f s (%.1f s)",
        median(rounds, Round::up),
        median(rounds, Round::upCpu),
        median(rounds, Round::down),
        median(rounds, Round::downCpu));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> time) {
    double[] sorted = rounds.stream().mapToDouble(time).sorted().toArray();
    return sorted[sorted.length / 2];
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
