package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.tribuo.ImmutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The rows as Tribuo's trainers want them. Every row has every column, zeros too. */
final class DenseDataset extends ImmutableDataset<Label> {

  private static final long serialVersionUID = 1;

  DenseDataset(Matrix matrix, TrainingRows.Labels labels, DenseDomain domain) {
    super(
        new SimpleDataSourceProvenance(
            "nightjar",
            OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC),
            new LabelFactory()),
        new LabelFactory(),
        domain.features(),
        domain.labels());
    int width = matrix.columns();
    String[] names = new String[width];
    Arrays.setAll(names, DenseDomain::name);
    double[] values = new double[width];
    Label negative = new Label(DenseDomain.NEGATIVE);
    Label positive = new Label(DenseDomain.POSITIVE);
    for (int row = 0; row < matrix.rows(); row++) {
      int at = row * width;
      Arrays.setAll(values, column -> matrix.values()[at + column]);
      Label label = labels.values()[row] == 1 ? positive : negative;
      data.add(new ArrayExample<>(label, names, values));
    }
  }
}
