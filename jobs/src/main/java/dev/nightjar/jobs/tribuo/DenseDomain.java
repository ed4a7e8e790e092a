package dev.nightjar.jobs.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import dev.nightjar.model.Matrix;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.RealInfo;
import org.tribuo.Tribuo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.provenance.EnsembleModelProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/**
 * Tribuo's idea of the columns and labels of a matrix. Tribuo numbers features in the order of
 * their names; ours are padded with zeros, so that a feature's number is its column.
 *
 * @param features one for each column
 * @param labels {@link #NEGATIVE} and {@link #POSITIVE}
 */
record DenseDomain(ImmutableFeatureMap features, ImmutableOutputInfo<Label> labels) {

  static final String NEGATIVE = "0";
  static final String POSITIVE = "1";

  static DenseDomain of(Matrix matrix, TrainingRows.Labels labels) {
    return new DenseDomain(new ImmutableFeatureMap(columns(matrix)), labels(labels));
  }

  /** The name of a column's feature. */
  static String name(int column) {
    // Formatting by hand is many times faster, and there are as many names as columns.
    String digits = Integer.toString(column);
    return "f" + "0".repeat(Math.max(0, 7 - digits.length())) + digits;
  }

  /** The number that Tribuo gave to the positive label. */
  int positive() {
    return labels.getID(new Label(POSITIVE));
  }

  /**
   * What every Tribuo protobuf carries. Without a clock and the platform, which {@code Candidate}
   * records: the same training gives the same bytes.
   */
  ModelDataProto metadata(Class<?> model, boolean probabilities) {
    return carrier(
        new ModelProvenance(
            model.getName(),
            epoch(),
            new EmptyDatasetProvenance(),
            new EmptyTrainerProvenance(),
            Map.of(),
            false),
        probabilities);
  }

  /** As {@link #metadata}, for a model of models. */
  ModelDataProto ensembleMetadata(Class<?> model) {
    return carrier(
        new EnsembleModelProvenance(
            model.getName(),
            epoch(),
            new EmptyDatasetProvenance(),
            new EmptyTrainerProvenance(),
            Map.of(),
            false,
            new ListProvenance<ModelProvenance>()),
        true);
  }

  private ModelDataProto carrier(ModelProvenance provenance, boolean probabilities) {
    return new ModelDataCarrier<>(
            "nightjar", provenance, features, labels, probabilities, Tribuo.VERSION)
        .serialize();
  }

  private static OffsetDateTime epoch() {
    return OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
  }

  private static List<VariableInfo> columns(Matrix matrix) {
    int width = matrix.columns();
    List<VariableInfo> infos = new ArrayList<>(width);
    for (int column = 0; column < width; column++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      int count = 0;
      for (int i = column; i < matrix.values().length; i += width) {
        float value = matrix.values()[i];
        if (!Float.isNaN(value)) {
          count++;
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
      // Tribuo wants a mean between the two; nothing reads it.
      infos.add(
          count == 0
              ? new RealInfo(name(column), 0, 0, 0, 0, 0)
              : new RealInfo(name(column), count, max, min, min, 0));
    }
    return infos;
  }

  private static ImmutableOutputInfo<Label> labels(TrainingRows.Labels labels) {
    MutableOutputInfo<Label> info = new LabelFactory().generateInfo();
    Label negative = new Label(NEGATIVE);
    Label positive = new Label(POSITIVE);
    for (byte label : labels.values()) {
      info.observe(label == 1 ? positive : negative);
    }
    return info.generateImmutableOutputInfo();
  }
}
