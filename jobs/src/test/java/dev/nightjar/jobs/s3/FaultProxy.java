package dev.nightjar.jobs.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Stands before a real S3 server and breaks what passes, one request for each connection. What
 * concerns writes alone passes when it is drawn for a read.
 */
final class FaultProxy implements AutoCloseable {

  /** What goes wrong. {@code COMMIT_} means that the server has done what it was asked. */
  enum Fault {
    NONE,
    DROP_BEFORE_COMMIT,
    COMMIT_THEN_DROP,
    COMMIT_THEN_TIME_OUT,
    TIME_OUT_THEN_COMMIT,
    CONFLICT,
    COMMIT_THEN_CONFLICT,
    SLOW_DOWN,
    COMMIT_THEN_SLOW_DOWN,
    ERROR_WITH_STATUS_200,
    COMMIT_THEN_ERROR_WITH_STATUS_200,
    HEADER_STRIPPED,
    RESET_BEFORE_REQUEST,
    RESET_IN_REQUEST_LINE,
    RESET_IN_HEADERS,
    RESET_IN_BODY,
    COMMIT_THEN_RESET,
    RESET_IN_RESPONSE_LINE,
    RESET_IN_RESPONSE_HEADERS,
    RESET_IN_RESPONSE_BODY
  }

  /** Longer than any client of a test waits. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final ServerSocket listening;
  private final URI server;
  private final Supplier<Fault> faults;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

  /** Listens on a port of this machine alone; {@code faults} is asked once for each connection. */
  FaultProxy(URI server, Supplier<Fault> faults) throws IOException {
    this.server = server;
    this.faults = faults;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(this::accept, "fault-proxy");
    accepting.setDaemon(true);
    accepting.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** How often the fault has happened to a request that it concerns. */
  synchronized int count(Fault fault) {
    return done.getOrDefault(fault, 0);
  }

  private synchronized void happened(Fault fault) {
    done.merge(fault, 1, Integer::sum);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Fault fault = faults.get();
        Thread serving = new Thread(() -> serve(client, fault), "fault-proxy-" + fault);
        serving.setDaemon(true);
        serving.start();
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket client, Fault fault) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      if (fault == Fault.RESET_BEFORE_REQUEST) {
        happened(fault);
        reset(client);
        return;
      }
      HttpHead head = HttpHead.read(client.getInputStream());
      if (head != null) {
        new Exchange(client, head, fault).run();
      }
    } catch (IOException e) {
      // The client or the server has gone, which is what this is all about.
    }
  }

  /** Sends a reset instead of a good-bye. */
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /** One request and what becomes of it. */
  private final class Exchange {

    private final Socket client;
    private final HttpHead head;
    private final Fault fault;

    Exchange(Socket client, HttpHead head, Fault drawn) {
      this.client = client;
      this.head = head;
      boolean concerned = head.isWrite() || !concernsWrites(drawn);
      this.fault = concerned ? drawn : Fault.NONE;
    }

    void run() throws IOException {
      happened(fault);
      switch (fault) {
        case RESET_IN_REQUEST_LINE, RESET_IN_HEADERS -> reset(client);
        case RESET_IN_BODY -> cutRequest();
        case DROP_BEFORE_COMMIT -> head.body(client);
        case TIME_OUT_THEN_COMMIT -> {
          byte[] body = head.body(client);
          awaitGoodBye();
          forward(head, body);
        }
        case CONFLICT, SLOW_DOWN, ERROR_WITH_STATUS_200 -> {
          head.body(client);
          send(answer());
        }
        case HEADER_STRIPPED -> send(forward(head.without("if-none-match"), head.body(client)));
        case NONE -> send(forward(head, head.body(client)));
        default -> afterCommit(forward(head, head.body(client)));
      }
    }

    private void afterCommit(byte[] response) throws IOException {
      switch (fault) {
        case COMMIT_THEN_DROP -> {}
        case COMMIT_THEN_TIME_OUT -> awaitGoodBye();
        case COMMIT_THEN_RESET -> reset(client);
        case RESET_IN_RESPONSE_LINE -> cutResponse(response, 6);
        case RESET_IN_RESPONSE_HEADERS -> cutResponse(response, 40);
        case RESET_IN_RESPONSE_BODY -> cutResponse(response, Math.max(40, response.length - 3));
        default -> send(answer());
      }
    }

    private byte[] answer() {
      return switch (fault) {
        case CONFLICT, COMMIT_THEN_CONFLICT -> error("409 Conflict", "ConditionalRequestConflict");
        case SLOW_DOWN, COMMIT_THEN_SLOW_DOWN -> error("503 Slow Down", "SlowDown");
        default -> error("200 OK", "InternalError");
      };
    }

    private void send(byte[] response) throws IOException {
      client.getOutputStream().write(response);
      client.getOutputStream().flush();
    }

    private void cutResponse(byte[] response, int length) throws IOException {
      send(Arrays.copyOf(response, Math.min(length, response.length)));
      reset(client);
    }

    /** The server sees half of the body, and then nothing more. */
    private void cutRequest() throws IOException {
      byte[] body = head.body(client);
      try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
        upstream.getOutputStream().write(head.bytes());
        upstream.getOutputStream().write(body, 0, body.length / 2);
        upstream.getOutputStream().flush();
        reset(upstream);
      }
      reset(client);
    }

    /** Waits until the client has given up. */
    private void awaitGoodBye() throws IOException {
      try {
        while (client.getInputStream().read() >= 0) {
          // Nothing more is expected.
        }
      } catch (SocketTimeoutException e) {
        throw new IOException("a client that never gives up", e);
      } catch (IOException e) {
        // It has hung up the hard way.
      }
    }

    private byte[] forward(HttpHead request, byte[] body) throws IOException {
      try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
        upstream.setSoTimeout(PATIENCE_MILLIS);
        OutputStream out = upstream.getOutputStream();
        out.write(request.bytes());
        out.write(body);
        out.flush();
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        InputStream in = upstream.getInputStream();
        in.transferTo(response);
        return response.toByteArray();
      }
    }
  }

  private static boolean concernsWrites(Fault fault) {
    return switch (fault) {
      case CONFLICT,
          COMMIT_THEN_CONFLICT,
          ERROR_WITH_STATUS_200,
          COMMIT_THEN_ERROR_WITH_STATUS_200,
          HEADER_STRIPPED,
          TIME_OUT_THEN_COMMIT ->
          true;
      default -> false;
    };
  }

  private static byte[] error(String status, String code) {
    String body = "<Error><Code>" + code + "</Code><Message>by the test</Message></Error>";
    return ("HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(ISO_8859_1);
  }
}
