package dev.nightjar.jobs.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, for a proxy: its lines, with the promise to close the connection, so that
 * the end of a response is the end of its stream.
 */
record HttpHead(String requestLine, List<String> headers) {

  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  /** Reads the head; null when the client hung up before one. */
  static @Nullable HttpHead read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      bytes.write(b);
    }
    List<String> lines = List.of(bytes.toString(ISO_8859_1).strip().split("\r\n", -1));
    return new HttpHead(lines.get(0), lines.subList(1, lines.size()));
  }

  boolean isWrite() {
    return requestLine.startsWith("PUT ");
  }

  private @Nullable String header(String name) {
    return headers.stream()
        .filter(h -> isNamed(h, name))
        .map(h -> h.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }

  private static boolean isNamed(String header, String name) {
    return header.toLowerCase(Locale.ROOT).startsWith(name + ":");
  }

  HttpHead without(String name) {
    return new HttpHead(requestLine, headers.stream().filter(h -> !isNamed(h, name)).toList());
  }

  /** The body that the client sends, asked for when it waits to be asked. */
  byte[] body(Socket client) throws IOException {
    String length = header("content-length");
    if (length == null) {
      return new byte[0];
    }
    if (header("expect") != null) {
      client.getOutputStream().write(CONTINUE);
      client.getOutputStream().flush();
    }
    return client.getInputStream().readNBytes(Integer.parseInt(length));
  }

  byte[] bytes() {
    List<String> lines = new ArrayList<>(List.of(requestLine));
    lines.addAll(without("connection").without("expect").headers);
    lines.add("Connection: close");
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
  }
}
