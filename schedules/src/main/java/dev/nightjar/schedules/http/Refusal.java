package dev.nightjar.schedules.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** An answer that is a problem. The message is for whoever asked. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Map<String, String> headers;

  private Refusal(int status, String detail, Map<String, String> headers) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }

  static Refusal badRequest(String detail) {
    return new Refusal(HttpStatus.BAD_REQUEST_400, detail, Map.of());
  }

  static Refusal unauthorized(String detail, String challenge) {
    return new Refusal(HttpStatus.UNAUTHORIZED_401, detail, Map.of("WWW-Authenticate", challenge));
  }

  static Refusal forbidden(String detail) {
    return new Refusal(HttpStatus.FORBIDDEN_403, detail, Map.of());
  }

  static Refusal notFound(String detail) {
    return new Refusal(HttpStatus.NOT_FOUND_404, detail, Map.of());
  }

  static Refusal notAcceptable(String detail) {
    return new Refusal(HttpStatus.NOT_ACCEPTABLE_406, detail, Map.of());
  }

  static Refusal late() {
    return new Refusal(
        HttpStatus.REQUEST_TIMEOUT_408,
        "the body did not arrive, or too slowly",
        Map.of("Connection", "close"));
  }

  static Refusal conflict(String detail) {
    return new Refusal(HttpStatus.CONFLICT_409, detail, Map.of());
  }

  static Refusal preconditionFailed(String detail) {
    return new Refusal(HttpStatus.PRECONDITION_FAILED_412, detail, Map.of());
  }

  static Refusal tooLarge(String detail) {
    return new Refusal(HttpStatus.PAYLOAD_TOO_LARGE_413, detail, Map.of("Connection", "close"));
  }

  static Refusal unsupportedMediaType(String detail) {
    return new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, detail, Map.of());
  }

  static Refusal tooManyRequests(String detail, int seconds) {
    return new Refusal(
        HttpStatus.TOO_MANY_REQUESTS_429, detail, Map.of("Retry-After", Integer.toString(seconds)));
  }

  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}
