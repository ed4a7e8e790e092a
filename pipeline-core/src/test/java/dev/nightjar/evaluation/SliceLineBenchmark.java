package dev.nightjar.evaluation;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.sliceline.CodeTable;
import dev.nightjar.sliceline.ExhaustiveSearch;
import dev.nightjar.sliceline.FoundSlice;
import dev.nightjar.sliceline.SliceLine;
import dev.nightjar.sliceline.SliceQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A program that prints what a search for weak slices costs on UCI's Adult, all 14 columns, minimum
 * support 1 %, three columns in a slice, against looking at every slice. The errors are those of
 * saying for each row the share of positives of its education. Arguments: adult.data.gz, rounds
 * (7).
 */
final class SliceLineBenchmark {

  private static final List<String> NAMES =
      List.of(
          "age",
          "workclass",
          "fnlwgt",
          "education",
          "education_num",
          "marital_status",
          "occupation",
          "relationship",
          "race",
          "sex",
          "capital_gain",
          "capital_loss",
          "hours_per_week",
          "native_country");
  // Of this thread alone, so that a busy machine does not count.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int EDUCATION = 3;
  private static final int LABEL = 14;

  private SliceLineBenchmark() {}

  public static void main(String[] args) throws IOException {
    List<String[]> rows = read(Path.of(args[0]));
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    List<SliceColumn> columns = columns(rows);
    int[][] codes = columns.stream().map(SliceColumn::codes).toArray(int[][]::new);
    CodeTable table = new CodeTable(codes, errors(rows));
    int support = (int) Math.ceil(0.01 * table.rows());
    SliceQuery query = SliceQuery.of(10, support, 3);
    System.out.printf(Locale.ROOT, "%d rows, minimum support %d%n", table.rows(), support);
    List<FoundSlice> found = SliceLine.search(table, query);
    ExhaustiveSearch.Answer every = ExhaustiveSearch.search(table, query);
    for (int i = 0; i < found.size(); i++) {
      SliceCandidate named = SliceCandidate.of(found.get(i), columns, table.rows());
      System.out.printf(
          Locale.ROOT,
          "  %.4f  %6d  %s%n",
          found.get(i).score(),
          found.get(i).size(),
          named.name());
      if (!every.slices().get(i).items().equals(found.get(i).items())) {
        throw new IllegalStateException("every slice: " + every.slices().get(i));
      }
    }
    double search = best(rounds, () -> SliceLine.search(table, query));
    double exhaustive = best(rounds, () -> ExhaustiveSearch.search(table, query));
    double all = best(rounds, () -> SliceLine.search(table, SliceQuery.of(10, support, 0)));
    System.out.printf(
        Locale.ROOT,
        "best of %d: SliceLine %.1f ms, all %d slices %.1f ms: %.0f ×; SliceLine without a level %.1f ms%n",
        rounds,
        search,
        every.looked(),
        exhaustive,
        exhaustive / search,
        all);
  }

  private static double best(int rounds, Supplier<?> work) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      if (work.get() == null) {
        throw new IllegalStateException();
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e6);
    }
    return best;
  }

  private static List<String[]> read(Path file) throws IOException {
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        Stream<String> lines = in.lines()) {
      return lines.map(line -> line.split(", ", -1)).filter(cells -> cells.length > LABEL).toList();
    }
  }

  private static List<SliceColumn> columns(List<String[]> rows) {
    List<FrameColumn> columns = new ArrayList<>();
    for (int c = 0; c < NAMES.size(); c++) {
      int place = c;
      String[] cells = rows.stream().map(row -> row[place]).toArray(String[]::new);
      if (cells[0].matches("\\d+")) {
        double[] numbers = Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray();
        columns.add(new FrameColumn.Numbers(NAMES.get(c), numbers));
      } else {
        List<String> values =
            Arrays.stream(cells).filter(v -> !v.equals("?")).distinct().sorted().toList();
        int[] codes = Arrays.stream(cells).mapToInt(values::indexOf).toArray();
        columns.add(new FrameColumn.Texts(NAMES.get(c), codes, values));
      }
    }
    Frame frame = new Frame(rows.size(), columns);
    SliceColumns made = new SliceColumns(frame, IntStream.range(0, rows.size()).toArray());
    return NAMES.stream().map(name -> made.of(new SliceSpec.ByColumn(name))).toList();
  }

  private static double[] errors(List<String[]> rows) {
    Map<String, double[]> shares = new HashMap<>();
    for (String[] row : rows) {
      double[] counts = shares.computeIfAbsent(row[EDUCATION], k -> new double[2]);
      counts[0] += row[LABEL].startsWith(">") ? 1 : 0;
      counts[1]++;
    }
    double[] errors = new double[rows.size()];
    for (int i = 0; i < errors.length; i++) {
      double[] counts = shares.getOrDefault(rows.get(i)[EDUCATION], new double[] {0, 1});
      double label = rows.get(i)[LABEL].startsWith(">") ? 1 : 0;
      errors[i] = (label - counts[0] / counts[1]) * (label - counts[0] / counts[1]);
    }
    return errors;
  }
}
