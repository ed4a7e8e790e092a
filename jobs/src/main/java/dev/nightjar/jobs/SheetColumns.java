package dev.nightjar.jobs;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.jobs.duckdb.ScoreTable;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The columns of files of scores that nobody has named. */
final class SheetColumns {

  /** Times are not alike from one row to the next: nobody calls them slices. */
  private static final Set<ColumnType> SLICES =
      EnumSet.complementOf(EnumSet.of(ColumnType.DATE, ColumnType.TIMESTAMP));

  private SheetColumns() {}

  /** Those of all files, but for times and for what is asked about. */
  static List<SliceSpec> beside(ScoreQuestion question, List<ScoreTable> tables) {
    Set<String> taken = new HashSet<>(question.models().values());
    taken.add(question.label());
    Stream.of(question.id(), question.unit(), question.weight())
        .filter(Objects::nonNull)
        .forEach(taken::add);
    return tables.get(0).schema().columns().stream()
        .filter(c -> SLICES.contains(c.type()))
        .map(Column::name)
        .filter(name -> !taken.contains(name))
        .filter(name -> question.models().values().stream().noneMatch(m -> isOf(name, m)))
        .filter(name -> tables.stream().allMatch(t -> t.schema().column(name).isPresent()))
        .<SliceSpec>map(SliceSpec.ByColumn::new)
        .toList();
  }

  private static boolean isOf(String name, String model) {
    return name.startsWith(ClassColumns.probability(model, ""));
  }
}
