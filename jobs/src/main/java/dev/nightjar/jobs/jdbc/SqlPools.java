package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Pool;
import dev.nightjar.run.Pools;
import dev.nightjar.run.Run;
import dev.nightjar.run.SlotStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Pools in tables of a database. */
final class SqlPools implements Pools {

  private final LeaseRules rules;
  private final SqlLedger.LedgerTime time;
  private final Transactions transactions;

  SqlPools(LeaseRules rules, SqlLedger.LedgerTime time, Transactions transactions) {
    this.rules = rules;
    this.time = time;
    this.transactions = transactions;
  }

  @Override
  public void tag(Map<String, ? extends Set<String>> tags) {
    transactions.run(
        (c, before) -> {
          NavigableMap<String, NavigableSet<String>> known = new PoolTable(c).tags();
          NavigableMap<String, Set<String>> changed = new TreeMap<>(tags);
          changed
              .entrySet()
              .removeIf(e -> e.getValue().equals(known.getOrDefault(e.getKey(), new TreeSet<>())));
          if (!changed.isEmpty()) {
            change(c, changed);
          }
          return true;
        });
  }

  /** Under the locks of the pipelines, by name: two who say the same at once say it once. */
  private static void change(Connection c, NavigableMap<String, Set<String>> changed)
      throws SQLException {
    new ScheduleTable(c).lock(new TreeSet<>(changed.keySet()));
    PoolTable table = new PoolTable(c);
    for (Map.Entry<String, Set<String>> pipeline : changed.entrySet()) {
      NavigableSet<String> now = table.tags(pipeline.getKey());
      NavigableSet<String> gone = new TreeSet<>(now);
      gone.removeAll(pipeline.getValue());
      NavigableSet<String> made = new TreeSet<>(pipeline.getValue());
      made.removeAll(now);
      table.delete(pipeline.getKey(), gone);
      table.insert(pipeline.getKey(), made);
    }
  }

  @Override
  public Pool limit(String tag, int places) {
    Pool.require(places);
    return transactions.run(
        (c, before) -> {
          PoolTable table = new PoolTable(c);
          table.limit(tag, places);
          return pool(table, tag, places, rules.at(time.now(c)));
        });
  }

  @Override
  public boolean unlimit(String tag) {
    return transactions.<Boolean>run(
        (c, before) -> new PoolTable(c).unlimit(tag) || Boolean.TRUE.equals(before));
  }

  @Override
  public Set<String> full() {
    return transactions.<Set<String>>run(
        (c, before) -> {
          PoolTable table = new PoolTable(c);
          LeaseRules now = rules.at(time.now(c));
          Set<String> full = new TreeSet<>();
          for (Map.Entry<String, Integer> size : table.sizes().entrySet()) {
            if (table.held(size.getKey(), now).size() >= size.getValue()) {
              full.add(size.getKey());
            }
          }
          return full;
        });
  }

  @Override
  public List<Pool> all() {
    return transactions.run(
        (c, before) -> {
          PoolTable table = new PoolTable(c);
          NavigableMap<String, Integer> sizes = table.sizes();
          NavigableSet<String> tags = new TreeSet<>(sizes.keySet());
          table.tags().values().forEach(tags::addAll);
          LeaseRules now = rules.at(time.now(c));
          List<Pool> pools = new ArrayList<>();
          for (String tag : tags) {
            pools.add(pool(table, tag, sizes.get(tag), now));
          }
          return List.copyOf(pools);
        });
  }

  private static Pool pool(PoolTable table, String tag, @Nullable Integer places, LeaseRules now)
      throws SQLException {
    List<Run> running = table.held(tag, now).stream().map(SlotStatus::latest).toList();
    boolean full = places != null && running.size() >= places;
    return new Pool(
        tag, places, table.pipelines(tag), running, full ? table.waiting(tag, now) : List.of());
  }
}
