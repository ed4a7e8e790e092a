package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.access.AccessToken;
import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.AuditPage;
import dev.nightjar.access.Role;
import dev.nightjar.access.TokenText;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does with tokens and the audit log. Time moves by hand. */
abstract class AccessContract {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final TokenText SECRET = TokenText.random(new SecureRandom());

  private Instant time = NOON;
  private AccessLedger access;

  abstract AccessLedger open() throws Exception;

  final Instant time() {
    return time;
  }

  @BeforeEach
  void openLedger() throws Exception {
    access = open();
  }

  @AfterEach
  void closeLedger() {
    access.close();
  }

  @Test
  void aTokenIsKeptAsItsHashAndFoundByItsText() {
    Instant end = NOON.plus(Duration.ofDays(90));
    AccessToken made = access.create("ci", SECRET.hash(), Role.OPERATOR, "alice", end);
    assertThat(made)
        .isEqualTo(new AccessToken("ci", SECRET.hash(), Role.OPERATOR, "alice", NOON, end, null));
    assertThat(access.tokens()).containsExactly(made);
    assertThat(made.toString()).doesNotContain(SECRET.reveal());
    assertThat(SECRET.among(access.tokens())).contains(made);
    assertThat(TokenText.of(SECRET.reveal() + "x").among(access.tokens())).isEmpty();
    assertThat(made.isValid(end.minusNanos(1))).isTrue();
    assertThat(made.isValid(end)).isFalse();
  }

  @Test
  void aNameIsGivenOnce() {
    access.create("ci", SECRET.hash(), Role.VIEWER, "alice", null);
    access.revoke("ci");
    assertThatThrownBy(
            () -> access.create("ci", TokenText.of("b").hash(), Role.VIEWER, "bob", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is a token ci already, a revoked one");
    assertThatThrownBy(
            () -> access.create("<b>", TokenText.of("c").hash(), Role.VIEWER, "bob", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(access.tokens()).hasSize(1);
  }

  @Test
  void aTokenIsRevokedOnce() {
    access.create("ci", SECRET.hash(), Role.VIEWER, "alice", null);
    assertThatThrownBy(() -> access.revoke("cj"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean ci?");
    time = NOON.plusSeconds(1);
    AccessToken revoked = access.revoke("ci");
    assertThat(revoked.revokedAt()).isEqualTo(time);
    assertThat(revoked.isValid(time)).isFalse();
    time = NOON.plusSeconds(2);
    assertThat(access.revoke("ci")).isEqualTo(revoked);
    assertThat(access.tokens()).containsExactly(revoked);
  }

  @Test
  void theLogIsReadFromItsEnd() {
    assertThat(access.audit(null, 10)).isEqualTo(new AuditPage(List.of(), null));
    for (int i = 0; i < 7; i++) {
      access.append(entry("run.cancel", "run " + i));
    }
    List<String> read = new ArrayList<>();
    Long before = null;
    do {
      AuditPage page = access.audit(before, 3);
      page.entries().forEach(e -> read.add(e.entry().object()));
      before = page.next();
    } while (before != null);
    assertThat(read).containsExactly("run 6", "run 5", "run 4", "run 3", "run 2", "run 1", "run 0");
    assertThat(access.audit(null, 1).entries().get(0).entry())
        .isEqualTo(entry("run.cancel", "run 6"));
  }

  @Test
  void nobodyFillsTheLogWithOneLine() {
    access.append(entry("x".repeat(5_000), "y"));
    assertThat(access.audit(null, 1).entries().get(0).entry().verb()).hasSize(2_000).endsWith("…");
  }

  private static AuditEntry entry(String verb, String object) {
    return new AuditEntry(
        NOON, "ci", verb, object, "it's wrong; --", AuditEntry.Outcome.DONE, "", "127.0.0.1");
  }
}
