package dev.nightjar.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of many.
 *
 * @param entries the newest first
 * @param next what to ask for the entries before; null: there are none
 */
public record AuditPage(List<Recorded> entries, @Nullable Long next) {

  public AuditPage {
    entries = List.copyOf(entries);
  }

  /**
   * An entry in the log.
   *
   * @param id grows with every entry
   */
  public record Recorded(long id, AuditEntry entry) {}
}
