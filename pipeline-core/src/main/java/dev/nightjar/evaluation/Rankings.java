package dev.nightjar.evaluation;

import dev.nightjar.statistics.Correlated;
import dev.nightjar.statistics.DeLong;
import dev.nightjar.statistics.InfinitesimalJackknife;
import dev.nightjar.statistics.Sample;
import dev.nightjar.statistics.ScoreOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what needs rows in the order of their scores, for all slices of a partition at once. */
final class Rankings {

  private final JudgedSet set;
  private final List<Metric.Ordered> metrics;

  /** For each model a number for each row; written anew for each metric of each partition. */
  private final double[][] scratch;

  /** What was found of one slice; the metrics by name. */
  record Found(DeLong areas, Map<String, Correlated> ordered) {}

  Rankings(JudgedSet set, List<Metric> metrics) {
    this.set = set;
    this.metrics = new ArrayList<>();
    for (Metric metric : metrics) {
      if (metric instanceof Metric.Ordered ordered) {
        this.metrics.add(ordered);
      }
    }
    this.scratch = new double[set.models.size()][set.rows()];
  }

  /**
   * What is found of each slice.
   *
   * @param samples the slices' rows
   */
  List<Found> of(Partition partition, List<Sample> samples) {
    int[] starts = partition.starts();
    List<ScoreOrder> orders = new ArrayList<>();
    for (ScoreOrder order : set.orders) {
      orders.add(order.cut(partition.slice(), starts));
    }
    double[][] areas = new double[samples.size()][orders.size()];
    for (int k = 0; k < orders.size(); k++) {
      for (int s = 0; s < samples.size(); s++) {
        areas[s][k] = orders.get(k).place(starts[s], starts[s + 1], scratch[k]);
      }
    }
    List<Found> found = new ArrayList<>();
    for (int s = 0; s < samples.size(); s++) {
      DeLong deLong = DeLong.ofPlacements(samples.get(s), areas[s], scratch);
      found.add(new Found(deLong, new HashMap<>()));
    }
    for (Metric.Ordered metric : metrics) {
      double[][] values = new double[samples.size()][orders.size()];
      for (int k = 0; k < orders.size(); k++) {
        for (int s = 0; s < samples.size(); s++) {
          values[s][k] = metric.of().of(orders.get(k), starts[s], starts[s + 1], scratch[k]);
        }
      }
      for (int s = 0; s < samples.size(); s++) {
        Correlated numbers = InfinitesimalJackknife.of(samples.get(s), values[s], scratch);
        found.get(s).ordered().put(metric.name(), numbers);
      }
    }
    return found;
  }
}
