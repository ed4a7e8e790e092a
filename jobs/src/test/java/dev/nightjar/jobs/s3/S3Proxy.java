package dev.nightjar.jobs.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real S3 server, S3Proxy, in a process of its own on a port of this machine alone. It accepts
 * any credentials; {@link #useCredentials} sets some.
 */
public final class S3Proxy implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 60;
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static @Nullable S3Proxy shared;

  private final Process process;
  private final URI endpoint;
  private final Path log;

  private S3Proxy(Process process, URI endpoint, Path log) {
    this.process = process;
    this.endpoint = endpoint;
    this.log = log;
  }

  /** The one of this JVM, in memory, started when it is first asked for; never close it. */
  public static synchronized S3Proxy shared() throws IOException {
    S3Proxy running = shared;
    if (running == null) {
      Path scratch = Files.createTempDirectory("s3proxy");
      running = inMemory(scratch);
      shared = running;
      S3Proxy ending = running;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.end(scratch)));
    }
    return running;
  }

  /** A server that forgets everything when it is closed. */
  public static S3Proxy inMemory(Path scratch) throws IOException {
    return start(scratch, "jclouds.provider=transient");
  }

  /** A server that keeps its objects as files below the folder. */
  public static S3Proxy onDisk(Path folder, Path scratch) throws IOException {
    Files.createDirectories(folder);
    return start(
        scratch,
        "jclouds.provider=filesystem\njclouds.filesystem.basedir=" + folder.toAbsolutePath());
  }

  private static S3Proxy start(Path scratch, String backend) throws IOException {
    Path log = scratch.resolve("s3proxy.log");
    for (int attempt = 1; ; attempt++) {
      URI endpoint = URI.create("http://127.0.0.1:" + freePort());
      Path properties = scratch.resolve("s3proxy.properties");
      Files.writeString(
          properties,
          String.join(
              "\n",
              backend,
              "s3proxy.authorization=none",
              "s3proxy.endpoint=" + endpoint,
              "jclouds.identity=any",
              "jclouds.credential=any",
              ""));
      S3Proxy proxy = new S3Proxy(launch(properties, log), endpoint, log);
      if (proxy.comesUp()) {
        return proxy;
      }
      proxy.close();
      // Somebody else may have taken the port meanwhile.
      if (attempt == 3) {
        throw new IOException("S3Proxy does not start; see " + log);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static Process launch(Path properties, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            // It sends standard error to its log: a log to standard error would call itself.
            "-Dorg.slf4j.simpleLogger.logFile=" + log,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            "org.gaul.s3proxy.Main",
            "--properties",
            properties.toString())
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(log.resolveSibling("s3proxy.out").toFile()))
        .start();
  }

  private boolean comesUp() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        if (send("GET", "/") == 200) {
          return true;
        }
      } catch (IOException e) {
        // Not yet.
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return false;
  }

  private int send(String method, String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** The process, for tests that kill it. */
  public Process process() {
    return process;
  }

  /** Makes a bucket that no other test of this JVM has, and returns its name. */
  public String freshBucket() throws IOException {
    String name = "bucket-" + ProcessHandle.current().pid() + "-" + BUCKETS.incrementAndGet();
    int status = send("PUT", "/" + name);
    if (status != 200) {
      throw new IOException("no bucket " + name + ": " + status + "; see " + log);
    }
    return name;
  }

  /** A new bucket and a prefix in it, as an opened store. */
  public S3Store freshStore() throws IOException {
    return open(endpoint, freshBucket());
  }

  /** Opens the store {@code s3://bucket/test} of a server of this machine, with credentials set. */
  public static S3Store open(URI endpoint, String bucket) throws IOException {
    useCredentials();
    return S3Store.open(S3Options.at("s3://" + bucket + "/test").withEndpoint(endpoint));
  }

  /** Sets credentials that mean nothing, for this process. */
  public static void useCredentials() {
    System.setProperty("aws.accessKeyId", "nobody");
    System.setProperty("aws.secretAccessKey", "nothing");
  }

  /** The same for another JVM, as its arguments. */
  public static List<String> credentials() {
    return List.of("-Daws.accessKeyId=nobody", "-Daws.secretAccessKey=nothing");
  }

  private void end(Path scratch) {
    close();
    for (String file : List.of("s3proxy.log", "s3proxy.out", "s3proxy.properties", "")) {
      try {
        Files.deleteIfExists(scratch.resolve(file));
      } catch (IOException e) {
        // A temporary folder that stays harms nobody.
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
