package dev.nightjar.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nightjar.jobs.s3.S3Stub.Answer;
import dev.nightjar.jobs.s3.S3Stub.Rule;
import dev.nightjar.store.UnusableStoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What goes wrong with a bucket, in one sentence with its cure, before anything is written. */
final class S3TroubleTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  @TempDir Path dir;

  @BeforeAll
  static void credentials() {
    S3Proxy.useCredentials();
  }

  private static S3Options options(URI endpoint) {
    return S3Options.at("s3://models/nightjar")
        .withEndpoint(endpoint)
        .withRegion("us-east-1")
        .withTimeout(Duration.ofSeconds(10));
  }

  private ProbeNotes notes(Instant now) {
    return new ProbeNotes(dir.resolve("notes"), InstantSource.fixed(now));
  }

  private Throwable opening(URI endpoint) {
    Throwable thrown = catchThrowable(() -> S3Store.open(options(endpoint), notes(NOW)).close());
    assertThat(thrown).isInstanceOf(IOException.class);
    assertThat(thrown.getMessage()).doesNotContain("\n", "nothing.", "Exception");
    assertThat(dir.resolve("notes")).doesNotExist();
    return thrown;
  }

  /** The answer to every request; what is then said, and whether a setting is to blame. */
  private void says(Answer answer, boolean setting, String... parts) throws IOException {
    says((request, stub) -> answer, setting, parts);
  }

  private void says(Rule rule, boolean setting, String... parts) throws IOException {
    try (S3Stub stub = new S3Stub(rule)) {
      Throwable thrown = opening(stub.endpoint());
      assertThat(thrown.getMessage()).contains(parts);
      assertThat(thrown instanceof UnusableStoreException)
          .as(thrown.getMessage())
          .isEqualTo(setting);
      assertThat(stub.held()).isEmpty();
    }
  }

  @Test
  void aBucketThatIsNotThere() throws IOException {
    says(
        Answer.error(404, "NoSuchBucket", "The specified bucket does not exist"),
        true,
        "there is no bucket models at http://127.0.0.1:",
        "create it",
        "NIGHTJAR_STORE");
  }

  @Test
  void anotherRegion() throws IOException {
    says(
        Answer.error(
            400,
            "AuthorizationHeaderMalformed",
            "The authorization header is malformed; the region 'us-east-1' is wrong; expecting"
                + " 'eu-central-1'"),
        true,
        "the bucket models is in region eu-central-1, not in us-east-1",
        "s3.region: eu-central-1",
        "NIGHTJAR_S3_REGION");
    Answer redirect =
        Answer.error(301, "PermanentRedirect", "must be addressed using the specified endpoint");
    says(
        new Answer(301, Map.of("x-amz-bucket-region", "eu-west-3"), redirect.body()),
        true,
        "in region eu-west-3");
    says(redirect, true, "not in region us-east-1", "s3.region");
  }

  @Test
  void credentialsThatHaveExpired() throws IOException {
    says(
        Answer.error(400, "ExpiredToken", "The provided token has expired."),
        false,
        "the AWS credentials have expired (ExpiredToken)",
        "renew them");
  }

  @Test
  void credentialsThatNobodyKnows() throws IOException {
    says(
        Answer.error(
            403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist"),
        true,
        "does not accept these AWS credentials (InvalidAccessKeyId)",
        "AWS_PROFILE");
  }

  @Test
  void aPermissionThatIsMissing() throws IOException {
    says(
        Answer.error(403, "AccessDenied", "Access Denied"),
        true,
        "may not create objects in bucket models",
        "s3:PutObject on arn:aws:s3:::models/nightjar/* is missing");
    says(
        (request, stub) ->
            request.method().equals("GET")
                ? Answer.error(403, "AccessDenied", "Access Denied")
                : null,
        true,
        "may not list objects in bucket models",
        "s3:ListBucket on arn:aws:s3:::models is missing");
  }

  @Test
  void aPolicyThatDeniesCreateOnlyWrites() throws IOException {
    says(
        (request, stub) ->
            request.createOnly()
                ? Answer.error(
                    403,
                    "AccessDenied",
                    "User: arn:aws:iam::1:user/n is not authorized to perform: s3:PutObject with an"
                        + " explicit deny in a resource-based policy")
                : null,
        true,
        "s3:PutObject on arn:aws:s3:::models/nightjar/* is denied by a policy",
        "If-None-Match");
  }

  @Test
  void aClockThatIsWrong() throws IOException {
    says(
        Answer.error(403, "RequestTimeTooSkewed", "The difference is too large"),
        false,
        "more than 15 minutes apart",
        "set the clock");
  }

  @Test
  void aServerThatDoesNotKnowTheHeader() throws IOException {
    says(
        Answer.error(501, "NotImplemented", "A header you provided implies functionality"),
        true,
        "does not know the header If-None-Match",
        "nothing was written");
  }

  @Test
  void aServerThatIgnoresTheHeader() throws IOException {
    Answer done = new Answer(200, Map.of("ETag", "\"1\""), "");
    says(
        (request, stub) -> request.method().equals("PUT") ? done : null,
        true,
        "lets a second write replace an object in spite of its header If-None-Match: *",
        "nothing was written");
  }

  @Test
  void aServerThatListsLate() throws IOException {
    says(
        (request, stub) ->
            request.path().contains("list-type=2")
                ? new Answer(200, Map.of(), "<ListBucketResult></ListBucketResult>")
                : null,
        true,
        "does not list an object right after it was created");
  }

  @Test
  void aServerInTrouble() throws IOException {
    says(
        Answer.error(500, "InternalError", "We encountered an internal error."),
        false,
        "it answered 500 (InternalError) after 6 attempts");
  }

  @Test
  void anEndpointThatNobodyListensAt() {
    Throwable thrown = opening(URI.create("http://127.0.0.1:1"));
    assertThat(thrown).isNotInstanceOf(UnusableStoreException.class);
    assertThat(thrown.getMessage())
        .startsWith("cannot reach http://127.0.0.1:1 for bucket models: Connection refused")
        .contains("s3.endpoint", "NIGHTJAR_S3_ENDPOINT");
  }

  @Test
  void noCredentialsAtAll() {
    IOException told =
        new S3Trouble(options(URI.create("http://127.0.0.1:1")), "us-east-1")
            .explain(
                S3Action.LIST,
                SdkClientException.create(
                    "Unable to load credentials from any of the providers in the chain"));
    assertThat(told)
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("there are no AWS credentials: set AWS_ACCESS_KEY_ID");
  }

  @Test
  void aGoodBucketIsProbedInFourRequestsOnceADay() throws IOException {
    try (S3Stub stub = new S3Stub((request, good) -> null)) {
      S3Options options = options(stub.endpoint());
      S3Store.open(options, notes(NOW)).close();
      assertThat(stub.requests())
          .extracting(request -> request.replaceAll(" .*", ""))
          .containsExactly("PUT", "PUT", "GET", "DELETE");
      assertThat(stub.requests().get(0)).contains("/models/nightjar/probe/");
      assertThat(stub.held()).isEmpty();
      S3Store.open(options, notes(NOW.plus(Duration.ofHours(23)))).close();
      assertThat(stub.requests()).as("remembered").hasSize(4);
      S3Store.open(options, notes(NOW.plus(Duration.ofHours(24)))).close();
      assertThat(stub.requests()).as("a day later").hasSize(8);
      S3Store.open(options, notes(NOW)).close();
      assertThat(stub.requests()).as("a note of the future").hasSize(12);
      S3Store.open(S3Options.at("s3://models/other").withEndpoint(stub.endpoint()), notes(NOW))
          .close();
      assertThat(stub.requests()).as("another store").hasSize(16);
    }
    try (Stream<Path> notes = Files.list(dir.resolve("notes"))) {
      assertThat(notes).hasSize(2).allSatisfy(n -> assertThat(n).content().startsWith("2026-"));
    }
  }

  @Test
  void aBucketInWhichNothingMayBeRemovedIsGood() throws IOException {
    Answer denied = Answer.error(403, "AccessDenied", "Access Denied");
    try (S3Stub stub =
        new S3Stub((request, good) -> request.method().equals("DELETE") ? denied : null)) {
      S3Store.open(options(stub.endpoint()), notes(NOW)).close();
      assertThat(stub.held()).singleElement().asString().contains("/probe/");
    }
  }

  @Test
  void addressesThatAreNone() {
    for (String bad : new String[] {"s3:/b/p", "s3://", "s3://B", "s3://b!b/p", "http://b/p"}) {
      assertThatThrownBy(() -> S3Options.at(bad)).as(bad).hasMessageContaining("expected");
    }
    assertThatThrownBy(() -> S3Options.at("s3://bucket/with space")).hasMessageContaining("prefix");
    assertThatThrownBy(() -> S3Options.at("s3://bucket/a//b")).hasMessageContaining("prefix");
    assertThatThrownBy(() -> S3Options.at("s3://fast--use1-az4--x-s3"))
        .hasMessageContaining("directory bucket");
    assertThatThrownBy(() -> options(URI.create("https://me:secret@host/")))
        .hasMessageContaining("no credentials")
        .hasMessageNotContaining("secret@");
    assertThatThrownBy(() -> options(URI.create("ftp://host"))).hasMessageContaining("https://");
    assertThat(S3Options.at("s3://bucket/a/b/").location()).isEqualTo("s3://bucket/a/b");
    assertThat(S3Options.at("s3://bucket").location()).isEqualTo("s3://bucket");
  }
}
