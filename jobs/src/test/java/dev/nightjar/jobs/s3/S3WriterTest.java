package dev.nightjar.jobs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.jobs.s3.S3Stub.Answer;
import dev.nightjar.jobs.s3.S3Stub.Rule;
import dev.nightjar.store.NotWrittenException;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write answers when the server's answer says nothing for certain. */
final class S3WriterTest {

  private static final ObjectKey KEY = new ObjectKey("log/1.json");
  private static final String PATH = "/bucket/test/log/1.json";
  private static final byte[] MINE = "mine".getBytes(UTF_8);
  private static final Answer CONFLICT =
      Answer.error(409, "ConditionalRequestConflict", "A conflicting operation");
  private static final Answer SILENT =
      new Answer(
          200,
          Map.of("Content-Type", "application/xml", "ETag", "\"1\""),
          "<Error><Code>PreconditionFailed</Code></Error>");
  private static final Answer DENIED = Answer.error(403, "AccessDenied", "Access Denied");

  @BeforeAll
  static void credentials() {
    S3Proxy.useCredentials();
  }

  private static ObjectStore open(S3Stub stub) throws IOException {
    return S3Store.open(
        S3Options.at("s3://bucket/test")
            .withEndpoint(stub.endpoint())
            .withTimeout(Duration.ofSeconds(10)));
  }

  /** Answers the n-th write so; null: as a good server does. */
  private static Rule writes(@Nullable Answer... answers) {
    AtomicInteger n = new AtomicInteger();
    return (request, stub) -> {
      if (!request.method().equals("PUT")) {
        return null;
      }
      int i = n.getAndIncrement();
      return i < answers.length ? answers[i] : null;
    };
  }

  private static Answer commitThenHangUp() {
    return new Answer(S3Stub.COMMIT_THEN_HANG_UP, Map.of(), "");
  }

  private static Answer hangUp() {
    return new Answer(0, Map.of(), "");
  }

  @Test
  void knowsItsOwnWriteWhenTheAnswerWasLost() throws IOException {
    try (S3Stub stub = new S3Stub(writes(commitThenHangUp()));
        ObjectStore store = open(stub)) {
      assertThat(store.create(KEY, MINE)).as("the retry was answered 412").isTrue();
      assertThat(stub.requests()).containsExactly("PUT " + PATH, "PUT " + PATH, "HEAD " + PATH);
      assertThat(store.create(KEY, MINE)).as("another call, the same bytes").isFalse();
    }
  }

  @Test
  void aRequestThatWasLostIsSentAgain() throws IOException {
    try (S3Stub stub = new S3Stub(writes(hangUp()));
        ObjectStore store = open(stub)) {
      assertThat(store.create(KEY, MINE)).isTrue();
      assertThat(store.read(KEY)).isEqualTo(MINE);
    }
  }

  @Test
  void anotherWritersObjectIsAnotherWriters() throws IOException {
    for (Answer answer : new Answer[] {null, CONFLICT, SILENT, hangUp()}) {
      try (S3Stub stub = new S3Stub(writes(answer));
          ObjectStore store = open(stub)) {
        stub.put(PATH, "theirs", "another tag");
        assertThat(store.create(KEY, MINE)).as("answer %s", answer).isFalse();
      }
    }
  }

  @Test
  void anObjectWithoutATagIsAnothersOnlyWhenTheFirstRequestWasRefused() throws IOException {
    try (S3Stub stub = new S3Stub(writes());
        ObjectStore store = open(stub)) {
      stub.put(PATH, "theirs", null);
      assertThat(store.create(KEY, MINE)).isFalse();
    }
    try (S3Stub stub = new S3Stub(writes(hangUp()));
        ObjectStore store = open(stub)) {
      stub.put(PATH, "theirs", null);
      unknown(store);
    }
  }

  private static void unknown(ObjectStore store) {
    assertThatThrownBy(() -> store.create(KEY, MINE))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NotWrittenException.class)
        .hasMessageStartingWith("not known whether log/1.json was written: ");
  }

  @Test
  void whatIsNotKnownIsSaidToBeUnknown() throws IOException {
    Answer error = Answer.error(500, "InternalError", "We encountered an internal error");
    for (List<Answer> answers :
        List.of(List.of(CONFLICT), List.of(SILENT), Collections.nCopies(6, error))) {
      try (S3Stub stub = new S3Stub(writes(answers.toArray(new Answer[0])));
          ObjectStore store = open(stub)) {
        unknown(store);
        assertThat(stub.held()).isEmpty();
      }
    }
  }

  @Test
  void aWriteWithoutAnETagIsNotAcknowledged() throws IOException {
    try (S3Stub stub = new S3Stub(writes(new Answer(200, Map.of(), "")));
        ObjectStore store = open(stub)) {
      unknown(store);
    }
  }

  @Test
  void aRefusalWroteNothing() throws IOException {
    try (S3Stub stub = new S3Stub(writes(DENIED));
        ObjectStore store = open(stub)) {
      assertThatThrownBy(() -> store.create(KEY, MINE))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("s3:PutObject");
    }
  }

  @Test
  void aRefusalAfterALostAnswerIsNoRefusal() throws IOException {
    try (S3Stub stub = new S3Stub(writes(commitThenHangUp(), DENIED));
        ObjectStore store = open(stub)) {
      assertThat(store.create(KEY, MINE)).isTrue();
    }
    try (S3Stub stub = new S3Stub(writes(hangUp(), DENIED));
        ObjectStore store = open(stub)) {
      unknown(store);
    }
  }

  @Test
  void aReadThatBreaksOffFails() throws IOException {
    Answer cut = Answer.cut("half", 8);
    try (S3Stub stub = new S3Stub((request, good) -> cut);
        ObjectStore store = open(stub);
        InputStream in = store.open(KEY)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("log/1.json broke off after 4 of 8 bytes");
      assertThatThrownBy(() -> store.read(KEY)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aReadThatBreaksOffGoesOnWhereItWas() throws IOException {
    Rule halves =
        (request, good) ->
            request.range().equals("bytes=4-")
                ? new Answer(206, Map.of("ETag", "\"1\"", "Content-Range", "bytes 4-7/8"), "rest")
                : Answer.cut("half", 8);
    try (S3Stub stub = new S3Stub(halves);
        ObjectStore store = open(stub);
        InputStream in = store.open(KEY)) {
      assertThat(in.readAllBytes()).isEqualTo("halfrest".getBytes(UTF_8));
      assertThat(stub.requests()).hasSize(2);
    }
  }

  @Test
  void noPartOfAMultipartUploadIsSeenWhenOneFails(@TempDir Path dir) throws IOException {
    Path large = dir.resolve("large");
    Files.write(large, new byte[(int) S3Multipart.THRESHOLD]);
    Rule rule =
        (request, stub) -> {
          if (request.method().equals("POST") && request.path().contains("uploads")) {
            return new Answer(
                200,
                Map.of("Content-Type", "application/xml"),
                "<InitiateMultipartUploadResult><UploadId>u1</UploadId>"
                    + "</InitiateMultipartUploadResult>");
          }
          return request.path().contains("partNumber=3") ? DENIED : null;
        };
    try (S3Stub stub = new S3Stub(rule);
        ObjectStore store = open(stub)) {
      assertThatThrownBy(() -> store.create(KEY, large))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("s3:PutObject");
      assertThat(stub.requests())
          .contains("DELETE " + PATH + "?uploadId=u1")
          .noneMatch(request -> request.equals("POST " + PATH + "?uploadId=u1"));
    }
  }
}
