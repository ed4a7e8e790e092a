package dev.nightjar.jobs.openlineage;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import io.openlineage.client.utils.UUIDUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * OpenLineage's run ids. Each follows from what it names, so that a run that goes on in another
 * process, or on another machine, goes on under its id.
 *
 * @param namespace of the jobs
 */
record RunIds(String namespace) {

  /** The id of a run. */
  UUID of(Run run) {
    return id(run.slot().logicalTime(), name(run));
  }

  /** The id of a try of a step. */
  UUID of(Run run, Attempt attempt) {
    return id(
        run.slot().logicalTime(), name(run) + "\n" + attempt.step() + "\n" + attempt.number());
  }

  /** The id of a lane: the shadow history that a backfill writes. */
  UUID ofLane(Slot slot) {
    return id(Instant.EPOCH, slot.pipeline() + "\n" + slot.lane());
  }

  /** The id of a backfill. Numbers begin anew in a ledger that was lost; the instant tells. */
  UUID of(Backfill backfill) {
    return id(backfill.createdAt(), backfill.spec().pipeline() + "\nbackfill\n" + backfill.id());
  }

  private static String name(Run run) {
    Slot slot = run.slot();
    return slot.pipeline() + "\n" + slot.lane() + "\n" + run.ordinal();
  }

  private UUID id(Instant instant, String name) {
    return UUIDUtils.generateStaticUUID(
        instant, (namespace + "\n" + name).getBytes(StandardCharsets.UTF_8));
  }
}
