package dev.nightjar.jobs.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Some servers answer a write with 200 and an error in the body, which the SDK does not look at. An
 * acknowledged write has an empty body and an ETag; anything else is no acknowledgement.
 */
final class SilentErrors implements ExecutionInterceptor {

  private static final int ENOUGH = 4096;

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> body = context.responseBody();
    boolean write =
        context.request() instanceof PutObjectRequest
            || context.request() instanceof UploadPartRequest;
    if (!write || !context.httpResponse().isSuccessful()) {
      return body;
    }
    String text = body.map(SilentErrors::head).orElse("");
    if (!text.isBlank() || context.httpResponse().firstMatchingHeader("ETag").isEmpty()) {
      throw SdkClientException.create(
          "a write was answered with status 200, but not acknowledged: "
              + (text.isBlank() ? "no ETag" : text.strip()));
    }
    return body.map(read -> new ByteArrayInputStream(new byte[0]));
  }

  private static String head(InputStream body) {
    try (body) {
      return new String(body.readNBytes(ENOUGH), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw SdkClientException.create("the answer to a write broke off", e);
    }
  }
}
