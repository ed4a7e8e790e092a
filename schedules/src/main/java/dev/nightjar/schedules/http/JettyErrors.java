package dev.nightjar.schedules.http;

import dev.nightjar.schedules.wire.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problem documents for what is refused before it is a request: its page would show a stack. */
final class JettyErrors extends ErrorHandler {

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    byte[] text = Problems.text(code, sentence(message), request.getHttpURI().getCanonicalPath());
    response.write(true, ByteBuffer.wrap(text), callback);
  }

  private static String sentence(@Nullable String message) {
    return message == null || message.isBlank() ? "the request cannot be read" : message;
  }
}
