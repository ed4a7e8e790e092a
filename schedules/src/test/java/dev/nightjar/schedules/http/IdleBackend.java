package dev.nightjar.schedules.http;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.access.AccessToken;
import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.AuditPage;
import dev.nightjar.access.Role;
import dev.nightjar.run.RunListing;
import dev.nightjar.schedules.AccessService;
import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.Health;
import dev.nightjar.schedules.OrchestratorService;
import dev.nightjar.schedules.PipelineService;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.ReportService;
import dev.nightjar.schedules.RunsService;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backend with nothing behind it but tokens and an audit log in memory. */
final class IdleBackend implements Backend, AccessLedger {

  final List<AuditEntry> log = Collections.synchronizedList(new ArrayList<>());
  final List<AccessToken> tokens = Collections.synchronizedList(new ArrayList<>());
  volatile Instant time = Instant.parse("2026-03-15T12:00:00Z");

  private static UnsupportedOperationException nothing() {
    return new UnsupportedOperationException("nothing is behind this");
  }

  @Override
  public Health health() {
    return Health.of(List.of(new Health.Check("running", true, "it works")));
  }

  @Override
  public String metrics() {
    return "up 1\n";
  }

  @Override
  public PipelineService pipelines() {
    throw nothing();
  }

  @Override
  public RunListing listing() {
    throw nothing();
  }

  @Override
  public RunsService runs(String actor) {
    throw nothing();
  }

  @Override
  public ApprovalService approvals(String actor) {
    throw nothing();
  }

  @Override
  public BackfillService backfills(String actor) {
    throw nothing();
  }

  @Override
  public OrchestratorService orchestrator(String actor) {
    throw nothing();
  }

  @Override
  public RegistryService models(String actor) {
    throw nothing();
  }

  @Override
  public ReportService reports() {
    throw nothing();
  }

  @Override
  public AccessService tokens(String actor, String origin) {
    throw nothing();
  }

  @Override
  public AccessLedger access() {
    return this;
  }

  @Override
  public String localUser() {
    return "me@here";
  }

  @Override
  public void trouble(String what, Exception why) {}

  @Override
  public Instant now() {
    return time;
  }

  @Override
  public AccessToken create(
      String name, Digest hash, Role role, String by, @Nullable Instant expiresAt) {
    AccessToken token = new AccessToken(name, hash, role, by, time, expiresAt, null);
    tokens.add(token);
    return token;
  }

  @Override
  public AccessToken revoke(String name) {
    AccessToken known =
        tokens.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    tokens.remove(known);
    tokens.add(known.revoked(time));
    return known.revoked(time);
  }

  @Override
  public List<AccessToken> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public void append(AuditEntry entry) {
    log.add(entry);
  }

  @Override
  public AuditPage audit(@Nullable Long before, int limit) {
    throw nothing();
  }

  @Override
  public void close() {}
}
