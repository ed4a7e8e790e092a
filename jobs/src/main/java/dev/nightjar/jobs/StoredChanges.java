package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.CaseResult;
import dev.nightjar.probe.Importances;
import dev.nightjar.probe.Probe;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.probe.ProbeResult;
import dev.nightjar.probe.ProbeResult.Outcome;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What models said of changed rows, as the night kept it.
 *
 * @param kept the night's report
 * @param reader of the files with the scores
 */
record StoredChanges(ProbeReport kept, Reader reader) implements ChangedScores {

  /** Reads the scores of a file, and makes sure that they are those of these rows. */
  @FunctionalInterface
  interface Reader {
    Map<String, double[]> read(String what, Digest digest, Frame rows) throws IOException;
  }

  @Override
  public Map<String, List<String>> unread(Probe probe) {
    return result(probe).unread();
  }

  @Override
  public Map<String, double[]> scores(TestSet set, Probe probe, Frame changed) throws IOException {
    if (result(probe).outcome() == Outcome.NOT_SCORED) {
      throw new DataException(result(probe).sentence());
    }
    return read(
        "test set %s under %s".formatted(set.name(), probe.name()),
        result(probe).predictions(),
        changed);
  }

  @Override
  public Map<String, List<String>> unread(Case asked) {
    return result(asked).unread();
  }

  @Override
  public double[] scores(Case asked, String role, Frame changed) throws IOException {
    CaseResult result = result(asked);
    String refused = result.unasked().get(role);
    if (refused != null) {
      throw new DataException(refused);
    }
    double[] scores = read("rows of " + asked.name(), result.predictions(), changed).get(role);
    if (scores == null) {
      throw new DataException("the night kept no scores of the " + role + " in " + asked.name());
    }
    return scores;
  }

  @Override
  public List<String> unread(List<String> features) {
    return importance().unread();
  }

  @Override
  public Map<String, double[]> permuted(TestSet set, List<Probe> columns, Frame rows)
      throws IOException {
    Map<String, double[]> scores = read("rows of " + set.name(), importance().predictions(), rows);
    Map<String, double[]> byColumn = new LinkedHashMap<>();
    for (Probe column : columns) {
      double[] found = scores.get(column.name());
      if (found == null) {
        throw new DataException("the night kept no scores with " + column.name());
      }
      byColumn.put(column.columns().get(0), found);
    }
    return byColumn;
  }

  private Map<String, double[]> read(String what, @Nullable Digest digest, Frame rows)
      throws IOException {
    if (digest == null) {
      throw new DataException("the night kept no scores on " + what);
    }
    return reader.read(what, digest, rows);
  }

  private ProbeResult result(Probe probe) {
    return kept.robustness().stream()
        .filter(r -> r.probe().name().equals(probe.name()))
        .findFirst()
        .orElseThrow(() -> new DataException("the night knew no change " + probe.name()));
  }

  private CaseResult result(Case asked) {
    return kept.tried().stream()
        .filter(r -> r.asked().name().equals(asked.name()))
        .findFirst()
        .orElseThrow(() -> new DataException("the night knew no case " + asked.name()));
  }

  private Importances importance() {
    Importances importance = kept.importance();
    if (importance == null) {
      throw new DataException("the night kept no scores of permuted columns");
    }
    return importance;
  }
}
