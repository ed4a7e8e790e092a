package dev.nightjar.evaluation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program that prints what an evaluation costs in CPU time and memory, against one pass over the
 * scores and against resampling the same rows with NumPy and scikit-learn. Arguments: {@code
 * resampling.py}, rows (1000000), columns of ten slices each (20), python with both (python3).
 */
final class ResamplingBenchmark {

  private static final int VALUES = 10;
  private static final int REPLICATES = 2000;

  /** Replicates that are really done there; each costs the same. */
  private static final int MEASURED = 2;

  private static final int ROUNDS = 3;

  // Of this thread alone, so that a busy machine does not count.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ResamplingBenchmark() {}

  public static void main(String[] args) throws Exception {
    int rows = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int columns = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    Sets sets =
        new Sets(rows, 1).model("candidate", 0.3).model("champion", 0.32).model("baseline", 0.6);
    for (int column = 0; column < columns; column++) {
      sets.slices("column" + column, VALUES);
    }
    ScoredSet set = sets.named("big");
    System.out.printf(
        Locale.ROOT,
        "%d rows × %d models × %d slices, %d replicates, CPU:%n",
        rows,
        set.models().size(),
        columns * VALUES,
        REPLICATES);
    double own = evaluation(set);
    String python = args.length > 3 ? args[3] : "python3";
    List<String> lines = resampled(set, List.of(python, args[0]));
    for (int i = 0; i < lines.size(); i++) {
      String[] each = lines.get(i).split(" ", -1);
      double all = Double.parseDouble(each[0]) + columns * Double.parseDouble(each[1]);
      double theirs = REPLICATES * all;
      System.out.printf(
          Locale.ROOT,
          "  NumPy, %d of the replicates on all rows and on one column: %.0f s in all, %s: %.0f ×"
              + " an evaluation%n",
          MEASURED,
          theirs,
          i == 0
              ? "without AUC and average precision"
              : "with scikit-learn's AUC and average" + " precision",
          theirs / own);
    }
  }

  /** Its best time in seconds. */
  private static double evaluation(ScoredSet set) {
    double best = Double.MAX_VALUE;
    System.gc();
    Runtime heap = Runtime.getRuntime();
    double raw = 8.0 * set.labels().length * set.models().size();
    System.out.printf(
        Locale.ROOT,
        "  a heap of %.1f times the raw scores, of which %.1f are the rows: -Xmx says whether it is"
            + " enough%n",
        heap.maxMemory() / raw,
        (heap.totalMemory() - heap.freeMemory()) / raw);
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      if (Evaluator.evaluate(List.of(set), Settings.of(0.95, round)).measures().isEmpty()) {
        throw new IllegalStateException("nothing was measured");
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }
    double pass = EvaluationBenchmark.plainPass(set) * set.labels().length * set.models().size();
    System.out.printf(
        Locale.ROOT,
        "  evaluation, best of %d: %.1f s, %.1f × one pass over the scores for all rows and each"
            + " slice%n",
        ROUNDS,
        best,
        best * 1e9 / (pass * (1 + set.slices().size())));
    return best;
  }

  private static List<String> resampled(ScoredSet set, List<String> script) throws Exception {
    Path folder = Files.createTempDirectory("resampling-benchmark");
    try {
      Files.write(folder.resolve("labels.u1"), set.labels());
      for (Map.Entry<String, ScoredSet.Scored> model : set.models().entrySet()) {
        write(folder.resolve(model.getKey() + ".f8"), model.getValue().scores());
      }
      Process python =
          new ProcessBuilder(
                  Stream.concat(
                          script.stream(), Stream.of(folder.toString(), "" + VALUES, "" + MEASURED))
                      .toList())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (python.waitFor() != 0) {
        throw new IllegalStateException(script + " failed");
      }
      return said.lines().toList();
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static void write(Path file, double[] scores) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * scores.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(scores);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(bytes.array());
    }
  }
}
