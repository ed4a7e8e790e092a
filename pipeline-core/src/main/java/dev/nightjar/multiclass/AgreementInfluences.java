package dev.nightjar.multiclass;

import dev.nightjar.influence.Influences;

/** How much each row moves agreement beyond chance. */
final class AgreementInfluences {

  private final double right;
  private final double[] actual;
  private final double[] called;
  private final double chance;
  private final double sameActual;
  private final double sameCalled;

  private AgreementInfluences(Margins m) {
    int classes = m.actual().length;
    right = m.right() / m.weight();
    actual = new double[classes];
    called = new double[classes];
    double both = 0;
    double own = 0;
    double said = 0;
    for (int c = 0; c < classes; c++) {
      actual[c] = m.actual()[c] / m.weight();
      called[c] = m.called()[c] / m.weight();
      both += actual[c] * called[c];
      own += actual[c] * actual[c];
      said += called[c] * called[c];
    }
    chance = both;
    sameActual = own;
    sameCalled = said;
  }

  static Influences of(ClassMetric.Agreement.Kind kind, ClassSet set, String role, int[] rows) {
    Margins m = Margins.of(set, role, rows);
    AgreementInfluences found = new AgreementInfluences(m);
    boolean matthews = kind == ClassMetric.Agreement.Kind.MATTHEWS;
    double value = matthews ? found.matthews() : found.cohen();
    if (Double.isNaN(value)) {
      return Influences.undefined(m.uncommon(), rows.length);
    }
    int[] said = set.said(role).classes();
    double[] of = new double[rows.length];
    for (int i = 0; i < of.length; i++) {
      int row = rows[i];
      int is = set.actual()[row];
      double slope = matthews ? found.matthews(is, said[row], value) : found.cohen(is, said[row]);
      of[i] = set.weight(row) > 0 ? set.weight(row) / m.weight() * slope : Double.NaN;
    }
    return new Influences(value, m.uncommon(), of);
  }

  /** NaN where all are alike, and without rows. */
  private double matthews() {
    double spread = Math.sqrt((1 - sameActual) * (1 - sameCalled));
    return spread > 0 ? (right - chance) / spread : Double.NaN;
  }

  private double cohen() {
    return chance < 1 ? (right - chance) / (1 - chance) : Double.NaN;
  }

  private double moreChance(int is, int said) {
    return called[is] + actual[said] - 2 * chance;
  }

  private double moreRight(int is, int said) {
    return (is == said ? 1 : 0) - right;
  }

  private double matthews(int is, int said, double value) {
    double ofActual = -2 * (actual[is] - sameActual) / (1 - sameActual);
    double ofCalled = -2 * (called[said] - sameCalled) / (1 - sameCalled);
    double spread = Math.sqrt((1 - sameActual) * (1 - sameCalled));
    return (moreRight(is, said) - moreChance(is, said)) / spread
        - value / 2 * (ofActual + ofCalled);
  }

  private double cohen(int is, int said) {
    double apart = 1 - chance;
    return moreRight(is, said) / apart - (1 - right) * moreChance(is, said) / (apart * apart);
  }
}
