package dev.nightjar.schedules.app;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.access.AccessToken;
import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.AuditEntry.Outcome;
import dev.nightjar.access.AuditPage;
import dev.nightjar.access.Role;
import dev.nightjar.access.TokenText;
import dev.nightjar.schedules.AccessService;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tokens of a ledger. What is done with them is written down, whoever does it. */
final class LocalAccess implements AccessService {

  /** Where somebody is who needs no server. */
  static final String COMMAND_LINE = "command line";

  private final AccessLedger ledger;
  private final String actor;
  private final String origin;

  LocalAccess(AccessLedger ledger, String actor, String origin) {
    this.ledger = ledger;
    this.actor = actor;
    this.origin = origin;
  }

  @Override
  public Issued create(String name, Role role, @Nullable Duration lasts) {
    TokenText secret = TokenText.random(new SecureRandom());
    AccessToken made =
        noted(
            "token.create",
            name + " " + role.text(),
            "",
            () ->
                ledger.create(
                    name,
                    secret.hash(),
                    role,
                    actor,
                    lasts == null ? null : ledger.now().plus(lasts)));
    return new Issued(made, secret.reveal());
  }

  @Override
  public List<AccessToken> tokens() {
    return ledger.tokens();
  }

  @Override
  public AccessToken revoke(String name, String reason) {
    return noted("token.revoke", name, reason, () -> ledger.revoke(name));
  }

  private AccessToken noted(String verb, String object, String reason, Supplier<AccessToken> act) {
    AccessToken token;
    try {
      token = act.get();
    } catch (IllegalArgumentException e) {
      note(verb, object, reason, Outcome.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    note(verb, object, reason, Outcome.DONE, "");
    return token;
  }

  private void note(String verb, String object, String reason, Outcome outcome, String detail) {
    ledger.append(
        new AuditEntry(ledger.now(), actor, verb, object, reason, outcome, detail, origin));
  }

  @Override
  public AuditPage audit(@Nullable Long before, int limit) {
    return ledger.audit(before, limit);
  }
}
