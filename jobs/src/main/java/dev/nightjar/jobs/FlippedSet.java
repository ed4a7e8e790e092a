package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.evaluation.FlippedRows.Flipped;
import dev.nightjar.evaluation.Flips;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of a test set on which candidate and champion decide otherwise.
 *
 * @param name of the set
 * @param keys of all its rows
 * @param all those that flipped, in order
 * @param rows among which the set's are
 * @param selection of the set
 */
@SuppressWarnings("ArrayRecordComponent")
record FlippedSet(String name, long[] keys, List<Flipped> all, Rows rows, RowSelection selection) {

  /** How many there are, and the first of each kind. */
  Flips summary() {
    List<Flipped> worse = all.stream().filter(Flipped::worse).toList();
    List<Flipped> better = all.stream().filter(f -> !f.worse()).toList();
    return new Flips(name, worse.size(), better.size(), first(worse), first(better));
  }

  private List<Flips.Row> first(List<Flipped> of) {
    List<Flipped> shown = of.subList(0, Math.min(Flips.SHOWN, of.size()));
    Map<Long, String> names = names(shown);
    return shown.stream().map(f -> f.named(name(names, f))).toList();
  }

  /** What a person finds these rows by, by their keys. */
  Map<Long, String> names(List<Flipped> of) {
    return rows.names(selection, of.stream().map(f -> keys[f.row()]).toList());
  }

  /** What a person finds the row by. */
  String name(Map<Long, String> names, Flipped flipped) {
    return Objects.requireNonNull(names.get(keys[flipped.row()]), "a row has a name");
  }
}
