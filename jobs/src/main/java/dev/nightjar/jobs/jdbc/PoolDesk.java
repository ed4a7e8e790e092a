package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Pool;
import dev.nightjar.run.PoolLine;
import dev.nightjar.run.PoolLine.Priority;
import dev.nightjar.run.SlotAction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * Says how many runs of a pipeline may begin, within a transaction that holds the pools of its
 * tags. They are locked after the schedule or the backfill and before any slot.
 */
record PoolDesk(PoolTable table, String pipeline, LeaseRules now, List<PoolLine> lines) {

  /** So long a schedule that found no place is waited for: orchestrators ask more often. */
  private static final Duration WANTED = Duration.ofSeconds(15);

  static PoolDesk lock(PoolTable table, String pipeline, Priority who, LeaseRules now)
      throws SQLException {
    NavigableSet<String> tags = table.tags(pipeline);
    if (who == Priority.BACKFILL) {
      tags.add(Pool.BACKFILL);
    }
    List<PoolLine> lines = new ArrayList<>();
    for (Map.Entry<String, Integer> size : table.lock(tags).entrySet()) {
      String tag = size.getKey();
      lines.add(
          new PoolLine(
              tag,
              size.getValue(),
              table.held(tag, now).size(),
              table.isWanted(tag, now.now().minus(WANTED))));
    }
    return new PoolDesk(table, pipeline, now, lines);
  }

  private int room(Priority who) {
    return lines.stream().mapToInt(line -> line.room(who)).min().orElse(Integer.MAX_VALUE);
  }

  boolean admitsBackfill() {
    return room(Priority.BACKFILL) > 0;
  }

  /**
   * The same actions, but no more beginnings than there is room for. While one waits for room,
   * nothing is skipped on its account.
   */
  List<SlotAction> within(List<SlotAction> actions) throws SQLException {
    int room = room(Priority.SCHEDULE);
    List<SlotAction> kept = new ArrayList<>();
    int begun = 0;
    boolean refused = false;
    for (SlotAction action : actions) {
      boolean begins = action instanceof SlotAction.Start;
      if (begins && begun == room) {
        refused = true;
      } else {
        kept.add(action);
        begun += begins ? 1 : 0;
      }
    }
    if (refused) {
      kept.removeIf(action -> action instanceof SlotAction.Skip);
    }
    if (!lines.isEmpty()) {
      remember(refused, begun);
    }
    return kept;
  }

  private void remember(boolean refused, int begun) throws SQLException {
    table.wantNothing(pipeline);
    for (PoolLine line : refused ? lines : List.<PoolLine>of()) {
      if (line.room(Priority.SCHEDULE) <= begun) {
        table.want(pipeline, line.tag(), now.now());
      }
    }
  }
}
