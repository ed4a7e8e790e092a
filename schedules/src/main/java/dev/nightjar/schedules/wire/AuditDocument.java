package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.AuditPage;
import java.time.Instant;

/** An entry of the audit log; see {@link AuditEntry}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuditDocument(
    long id,
    Instant at,
    String actor,
    String verb,
    String object,
    String reason,
    AuditEntry.Outcome outcome,
    String detail,
    String origin) {

  /** The document of an entry. */
  public static AuditDocument of(AuditPage.Recorded recorded) {
    AuditEntry e = recorded.entry();
    return new AuditDocument(
        recorded.id(),
        e.at(),
        e.actor(),
        e.verb(),
        e.object(),
        e.reason(),
        e.outcome(),
        e.detail(),
        e.origin());
  }

  /** The entry of the document. */
  public AuditPage.Recorded recorded() {
    return new AuditPage.Recorded(
        id, new AuditEntry(at, actor, verb, object, reason, outcome, detail, origin));
  }
}
