package dev.nightjar.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.AppendLog;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.FoldedLog;
import dev.nightjar.store.LogCheck;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.LogFold;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Proposal;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The history of one dataset: what was added, and what was taken back. The bytes of segments are
 * blobs, and are stored before they are named here.
 *
 * <p>Thread-safe, and safe between processes: of writers that do not fit together the later one is
 * refused.
 */
public final class DatasetLog {

  private static final String POSITION = "[0-9]{1,18}";
  private static final JsonNode NOTHING = CanonicalJson.tree(Map.of());

  private final String name;
  private final InstantSource clock;
  private final FoldedLog<DatasetState> log;

  DatasetLog(ObjectStore store, String prefix, String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
    this.log = new FoldedLog<>(store, prefix, clock, new Fold(name));
  }

  /** What an addition came to: names of segments that are new, and of those that were there. */
  public record Addition(List<String> added, List<String> present, long position) {
    public Addition {
      added = List.copyOf(added);
      present = List.copyOf(present);
    }
  }

  /** Throws {@link DataException} when a segment cannot have that name. */
  public static void requireSegmentName(String name) {
    SegmentNames.require("segment", name);
  }

  /** The dataset's name. */
  public String name() {
    return name;
  }

  /** The state now. */
  public DatasetState state() throws IOException {
    return log.state();
  }

  /** What ever happened to the dataset, oldest first. */
  public List<DatasetEvent> history() throws IOException {
    return DatasetAudit.of(log.entries());
  }

  /** The state after the first {@code position} entries; all of them when there are fewer. */
  public DatasetState stateAt(long position) throws IOException {
    return log.stateAt(position);
  }

  /**
   * What a recipe sees: the state at its tag or position, without the segments that were retracted
   * since.
   *
   * @param now the state now, which is the answer when {@code at} is null
   * @param at tag, or number of entries
   * @throws DataException when there is no such tag or entry, with the nearest
   */
  public DatasetState pinned(DatasetState now, @Nullable String at) throws IOException {
    if (at == null) {
      return now;
    }
    Long tagged = now.tags().get(at);
    if (tagged == null && !at.matches(POSITION)) {
      throw new DataException(
          "at: dataset "
              + name
              + " has no tag "
              + at
              + Nearest.hint(at, now.tags().keySet())
              + (now.tags().isEmpty() ? "; make one with nightjar dataset tag " + name : ""));
    }
    long position = tagged == null ? Long.parseLong(at) : tagged;
    if (position < 1 || position > now.position()) {
      throw new DataException(
          "at: %s: the log of dataset %s has the entries 1 to %d"
              .formatted(at, name, now.position()));
    }
    return stateAt(position).withoutRetracted(now);
  }

  /**
   * Adds segments, all or none, in one entry. Segments that are there with the same rows are passed
   * over, so that the same addition again does nothing.
   *
   * @param time event time of a row, the same for every addition
   * @param zone zone of event times, the same for every addition
   * @param schema columns of these segments: the dataset's, where integers may have become doubles
   *     and columns may be new
   * @param by who adds
   * @throws DataException when they do not fit, in words: a name that exists with other rows, the
   *     same rows under another name or as a retracted segment, a column that changed
   */
  public Addition add(
      List<Segment> segments, Expression time, String zone, Schema schema, String by)
      throws IOException {
    DatasetEntry.Added all = new DatasetEntry.Added(time, zone, schema, segments);
    List<Segment> fresh = Joining.fresh(state(), all);
    if (!fresh.isEmpty()) {
      List<String> what = new ArrayList<>(List.of("dataset-add", name));
      fresh.forEach(s -> what.add(s.name() + " " + s.digest()));
      commit(
          AppendLog.transaction(what.toArray(new String[0])),
          by,
          "",
          state -> {
            List<Segment> still = Joining.fresh(state, all);
            DatasetEntry.Added effect = new DatasetEntry.Added(time, zone, schema, still);
            boolean base = still.stream().allMatch(s -> s.kind() == Segment.Kind.BASE);
            return still.isEmpty()
                ? null
                : new Change(base ? DatasetEntry.BASE : DatasetEntry.DELTA, effect);
          });
    }
    List<String> added = fresh.stream().map(Segment::name).toList();
    return new Addition(
        added,
        segments.stream().map(Segment::name).filter(n -> !added.contains(n)).toList(),
        state().position());
  }

  /**
   * Takes a segment back: no later run reads it. Its name is free then, for other rows.
   *
   * @return false when it was retracted before
   * @throws DataException when there is no such segment
   */
  public boolean retract(String segment, String reason, String by) throws IOException {
    DatasetState state = state();
    Segment present = state.segments().get(segment);
    if (present == null) {
      if (state.retracted().stream().anyMatch(r -> r.segment().name().equals(segment))) {
        return false;
      }
      throw new DataException(
          "dataset "
              + name
              + " has no segment "
              + segment
              + Nearest.hint(segment, state.segments().keySet()));
    }
    commit(
        AppendLog.transaction("dataset-retract", name, segment, present.digest().hex()),
        by,
        reason,
        now ->
            now.segments().containsKey(segment)
                ? new Change(DatasetEntry.RETRACT, new DatasetEntry.Retracted(segment))
                : null);
    return true;
  }

  /**
   * Gives the entries so far a name.
   *
   * @return the position that the tag names
   * @throws DataException when the name is taken, or is a number, or there are no entries
   */
  public long tag(String tag, String by) throws IOException {
    SegmentNames.require("tag", tag);
    if (tag.matches("[0-9]+")) {
      throw new DataException(
          "a tag is not a number, which names an entry of the log, but found: " + tag);
    }
    state().defined();
    if (state().tags().containsKey(tag)) {
      throw new DataException("dataset " + name + " has a tag " + tag + " already");
    }
    commit(
        AppendLog.transaction("dataset-tag", name, tag),
        by,
        "",
        now -> new Change(DatasetEntry.TAG, new DatasetEntry.Tagged(tag)));
    return Objects.requireNonNull(state().tags().get(tag), "a tag that was committed");
  }

  /** Reads everything again, and compares; see {@link FoldedLog#verify}. */
  public LogCheck verify() throws IOException {
    return log.verify();
  }

  private record Fold(String name) implements LogFold<DatasetState> {

    /** Another number whenever {@link DatasetFold} or the records of the state change. */
    @Override
    public String form() {
      return "dataset-1";
    }

    @Override
    public Class<DatasetState> type() {
      return DatasetState.class;
    }

    @Override
    public DatasetState empty() {
      return DatasetState.empty(name);
    }

    @Override
    public DatasetState after(DatasetState state, List<LogEntry> entries) {
      return DatasetFold.after(state, entries);
    }
  }

  private record Change(String type, DatasetEntry effect) {}

  private interface Writer {
    /** The change to the state, or null when there is none to make. */
    @Nullable Change change(DatasetState state);
  }

  private void commit(String txnId, String by, String reason, Writer writer) throws IOException {
    log.<String>commit(
        txnId,
        state -> {
          Change change = writer.change(state);
          return change == null
              ? new Proposal.Refuse<>("another has done it")
              : new Proposal.Append<>(
                  change.type(),
                  clock.instant(),
                  by,
                  NOTHING,
                  CanonicalJson.tree(change.effect()),
                  NOTHING,
                  reason);
        });
  }
}
