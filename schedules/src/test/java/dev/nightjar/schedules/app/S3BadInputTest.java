package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.s3.S3Proxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong in {@code nightjar.yaml}, as a command answers it. */
class S3BadInputTest {

  @TempDir Path dir;
  private Terminal terminal;

  @BeforeAll
  static void credentials() {
    S3Proxy.useCredentials();
  }

  @BeforeEach
  void workspace() {
    terminal = new Terminal(dir.resolve("workspace"));
  }

  private void refused(String yaml, int code, String... parts) throws IOException {
    Files.writeString(dir.resolve("nightjar.yaml"), yaml);
    Terminal.Answer answer = terminal.type("dataset", "show", "--output", "json");
    assertThat(answer.err()).contains(parts).startsWith("nightjar: ").hasLineCount(1);
    assertThat(answer.err()).doesNotContain("\tat ", "unexpected", "Exception");
    assertThat(answer.out()).isEmpty();
    assertThat(answer.code()).isEqualTo(code);
    assertThat(dir.resolve("workspace")).doesNotExist();
  }

  @Test
  void aMisspelledKeyHasItsLine() throws IOException {
    refused(
        "store: s3://bucket/prefix\ns3:\n  endpont: http://127.0.0.1:1\n",
        2,
        "nightjar.yaml:3: unknown key endpont; did you mean endpoint?");
  }

  @Test
  void anAddressThatIsNone() throws IOException {
    refused("store: s4://bucket\n", 2, "nightjar.yaml:1:", "no store of the kind s4://");
    refused("store: s3:/bucket\n", 2, "nightjar.yaml:1:", "expected s3://");
    refused("store: s3://b\n", 2, "nightjar.yaml:1:", "a bucket's name");
  }

  @Test
  void anEndpointThatNobodyListensAt() throws IOException {
    refused(
        "store: s3://bucket/prefix\ns3: {endpoint: 'http://127.0.0.1:1'}\n",
        1,
        "cannot reach http://127.0.0.1:1 for bucket bucket: Connection refused",
        "NIGHTJAR_S3_ENDPOINT");
  }

  @Test
  void aBucketThatIsNotThere() throws IOException {
    refused(
        "store: s3://missing/prefix\ns3: {endpoint: '" + S3Proxy.shared().endpoint() + "'}\n",
        2,
        "there is no bucket missing at http://127.0.0.1:",
        "create it");
  }

  @Test
  void aDirectoryMayBeNamedToo() throws IOException {
    Files.writeString(dir.resolve("nightjar.yaml"), "store: objects\n");
    assertThat(terminal.type("dataset", "show").code()).isZero();
    assertThat(dir.resolve("objects")).isDirectory();
    assertThat(dir.resolve("workspace/store")).doesNotExist();
  }
}
