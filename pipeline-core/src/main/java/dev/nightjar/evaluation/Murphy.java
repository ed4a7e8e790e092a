package dev.nightjar.evaluation;

import java.util.List;

/**
 * What a Brier score is made of: reliability − resolution + uncertainty + within. Source: Murphy,
 * "A new vector partition of the probability score", Journal of Applied Meteorology 12 (1973); the
 * last part, that bins leave when scores differ within them, Stephenson, Coelho and Jolliffe, "Two
 * extra components in the Brier score decomposition", Weather and Forecasting 23 (2008).
 *
 * @param reliability how far bins' scores are from their shares of positives: 0 is best
 * @param resolution how far bins' shares of positives are from that of all rows: more is better
 * @param uncertainty what always saying the share of positives would cost
 * @param within what remains: scores that differ within bins
 * @param n rows
 */
public record Murphy(
    double reliability, double resolution, double uncertainty, double within, long n) {

  /** By the bins of a calibration curve; without rows all is NaN. */
  public static Murphy of(List<Evaluation.Bin> bins, double brier) {
    long n = bins.stream().mapToLong(Evaluation.Bin::n).sum();
    double share = bins.stream().mapToDouble(b -> b.n() * b.positiveShare()).sum() / n;
    double reliability = 0;
    double resolution = 0;
    for (Evaluation.Bin bin : bins) {
      double miss = bin.meanScore() - bin.positiveShare();
      double apart = bin.positiveShare() - share;
      reliability += bin.n() * miss * miss;
      resolution += bin.n() * apart * apart;
    }
    double uncertainty = share * (1 - share);
    double within = brier - (reliability - resolution) / n - uncertainty;
    return new Murphy(reliability / n, resolution / n, uncertainty, within, n);
  }
}
