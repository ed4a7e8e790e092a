package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private final Redaction redaction =
      new Redaction(
          Map.of(
              "NIGHTJAR_LEDGER_PASSWORD", "hunter22",
              "AWS_SECRET_ACCESS_KEY", "hunter22+more",
              "HOME", "/home/somebody",
              "SHORT_TOKEN", "abc"));

  @Test
  void valuesOfSecretsGoAndOtherWordsStay() {
    assertThat(redaction.apply("user hunter22+more and hunter22 in /home/somebody, abc"))
        .isEqualTo("user *** and *** in /home/somebody, abc");
  }

  @Test
  void passwordsInUrlsGo() {
    assertThat(redaction.apply("postgresql://nightjar:pa$$w0rd@host:5432/db does not answer"))
        .isEqualTo("postgresql://nightjar:***@host:5432/db does not answer");
    assertThat(redaction.apply("s3://bucket/a, https://host:9000/x"))
        .isEqualTo("s3://bucket/a, https://host:9000/x");
  }
}
