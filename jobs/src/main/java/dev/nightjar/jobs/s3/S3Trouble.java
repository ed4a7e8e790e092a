package dev.nightjar.jobs.s3;

import dev.nightjar.store.NotWrittenException;
import dev.nightjar.store.UnusableStoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in one sentence what went wrong with a bucket, and what to do about it. */
final class S3Trouble {

  private static final Set<String> ELSEWHERE =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired");
  private static final Set<String> UNKNOWN_CREDENTIALS =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "NotSignedUp");
  private static final Pattern EXPECTED_REGION = Pattern.compile("expecting '([a-z0-9-]+)'");

  private final S3Place place;
  private final String server;
  private final String region;

  S3Trouble(S3Options options, String region) {
    this.place = S3Place.of(options);
    this.region = region;
    this.server = options.endpoint() == null ? "S3 in " + region : options.endpoint().toString();
  }

  /** An {@link UnusableStoreException} when a setting must be changed, else another exception. */
  IOException explain(S3Action action, SdkException e) {
    return e instanceof AwsServiceException answer ? answered(action, answer) : unanswered(e);
  }

  /** What a request that wrote nothing for certain is reported as. */
  NotWrittenException notWritten(SdkException e) {
    IOException why = explain(S3Action.CREATE, e);
    return new NotWrittenException(String.valueOf(why.getMessage()), why);
  }

  private IOException answered(S3Action action, AwsServiceException e) {
    String code = code(e);
    int status = e.statusCode();
    if (code.equals("NoSuchBucket")
        || (status == 404 && code.isEmpty() && action != S3Action.READ)) {
      return unusable(
          "there is no bucket %s at %s: create it, or name another in store: (NIGHTJAR_STORE)"
              .formatted(place.bucket(), server),
          e);
    }
    if (ELSEWHERE.contains(code) || status == 301 || status == 307) {
      return elsewhere(e);
    }
    if (EXPIRED.contains(code)) {
      return new IOException(
          "the AWS credentials have expired (%s): renew them, then give the same command again"
              .formatted(code),
          e);
    }
    if (UNKNOWN_CREDENTIALS.contains(code) || status == 401) {
      return unusable(
          "%s does not accept these AWS credentials (%s): check AWS_ACCESS_KEY_ID and"
                  .formatted(server, code)
              + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
          e);
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return new IOException(
          "this machine's clock and that of %s are more than 15 minutes apart: set the clock"
              .formatted(server),
          e);
    }
    if (status == 403) {
      return denied(action, e);
    }
    if (status == 501 && action == S3Action.CREATE) {
      return unusable(ignoresHeader("does not know the header If-None-Match"), e);
    }
    return new IOException(
        "%s could not %s in bucket %s: it answered %d%s after %d attempt%s"
            .formatted(
                server,
                action.verb(),
                place.bucket(),
                status,
                code.isEmpty() ? "" : " (" + code + ")",
                attempts(e),
                attempts(e) == 1 ? "" : "s"),
        e);
  }

  private IOException elsewhere(AwsServiceException e) {
    String right = rightRegion(e);
    return unusable(
        right == null
            ? "the bucket %s is not in region %s: set its region as s3.region (NIGHTJAR_S3_REGION)"
                .formatted(place.bucket(), region)
            : "the bucket %s is in region %s, not in %s: set s3.region: %s (NIGHTJAR_S3_REGION)"
                .formatted(place.bucket(), right, region, right),
        e);
  }

  private IOException denied(S3Action action, AwsServiceException e) {
    boolean policy = String.valueOf(e.getMessage()).contains("explicit deny");
    String hint =
        action == S3Action.CREATE
            ? "; a bucket policy may deny unconditional writes only, for ours carry If-None-Match"
            : "";
    return unusable(
        "these AWS credentials may not %s in bucket %s: %s %s%s"
            .formatted(
                action.verb(),
                place.bucket(),
                action.grant(place),
                policy ? "is denied by a policy" : "is missing",
                hint),
        e);
  }

  /** What to say of a server that lets one object be created twice. */
  String ignoresHeader(String what) {
    return "%s %s, so two writers could both be told that they promoted: nothing was written; use %s"
        .formatted(server, what, "Amazon S3, or a server whose PutObject honours If-None-Match: *");
  }

  /** What to say of a server whose listings do not show what was just written. */
  String listsLate() {
    return "%s does not list an object right after it was created, so a log could end too soon:"
            .formatted(server)
        + " nothing was written; use Amazon S3, or a server with consistent listings";
  }

  private IOException unanswered(SdkException e) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return interrupted(e);
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return new IOException(server + " did not answer in time: " + e.rawMessage(), e);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException host) {
        return unreachable("there is no host " + host.getMessage(), e);
      }
      if (cause instanceof ConnectException || cause instanceof SSLException) {
        return unreachable(String.valueOf(cause.getMessage()), e);
      }
      if (cause instanceof java.io.FileNotFoundException
          || cause instanceof java.nio.file.FileSystemException) {
        return (IOException) cause;
      }
    }
    if (String.valueOf(e.getMessage()).contains("Unable to load credentials")) {
      return unusable(
          "there are no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
              + " AWS_PROFILE, or run where a role is attached",
          e);
    }
    return new IOException(
        "the connection to %s failed: %s".formatted(server, String.valueOf(e.getMessage())), e);
  }

  private IOException unreachable(String why, SdkException e) {
    return new IOException(
        "cannot reach %s for bucket %s: %s; check s3.endpoint (NIGHTJAR_S3_ENDPOINT) and the network"
            .formatted(server, place.bucket(), why),
        e);
  }

  private static IOException interrupted(SdkException e) {
    InterruptedIOException interrupted = new InterruptedIOException("interrupted");
    interrupted.initCause(e);
    return interrupted;
  }

  private static IOException unusable(String message, Throwable cause) {
    return new UnusableStoreException(message, cause);
  }

  /** S3's name of the error; empty when the answer had no body. */
  static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** How often the request was sent; two when that is not known. */
  static int attempts(SdkException e) {
    Integer attempts = e.numAttempts();
    return attempts == null ? 2 : attempts;
  }

  private static @Nullable String rightRegion(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    if (details != null && details.sdkHttpResponse() != null) {
      String header =
          details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region").orElse(null);
      if (header != null) {
        return header;
      }
    }
    Matcher expected = EXPECTED_REGION.matcher(String.valueOf(e.getMessage()));
    return expected.find() ? expected.group(1) : null;
  }
}
