package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Scorer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.List;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.LinearParametersProto;
import org.tribuo.math.util.ExpNormalizer;

/** Tribuo's {@link LinearSGDModel} of two classes, in and out of bytes. */
final class LinearModels {

  private LinearModels() {}

  /**
   * The model whose log odds are {@code weights · x + weights[columns]}. Tribuo has a row of
   * weights for each class; the negative one's are zero.
   */
  static byte[] pack(DenseDomain domain, double[] weights) {
    double[][] rows = new double[2][weights.length];
    rows[domain.positive()] = weights;
    return pack(domain, DenseMatrix.createDenseMatrix(rows));
  }

  static byte[] pack(DenseDomain domain, DenseMatrix weights) {
    ClassificationLinearSGDProto body =
        ClassificationLinearSGDProto.newBuilder()
            .setMetadata(domain.metadata(LinearSGDModel.class, true))
            .setParams(new LinearParameters(weights).serialize())
            .setNormalizer(new ExpNormalizer().serialize())
            .build();
    return Artifact.pack(LinearSGDModel.class, body).toByteArray();
  }

  static Scorer load(byte[] artifact) {
    ClassificationLinearSGDProto body =
        Artifact.open(artifact, LinearSGDModel.class, ClassificationLinearSGDProto.class);
    int columns = Artifact.columns(body.getMetadata());
    int positive = Artifact.labels(body.getMetadata()).positiveId();
    Artifact.require(
        body.getNormalizer().getClassName().equals(ExpNormalizer.class.getName()),
        "its scores are not made by " + ExpNormalizer.class.getSimpleName());
    LinearParametersProto parameters =
        Artifact.unpack(body.getParams().getSerializedData(), LinearParametersProto.class);
    DenseTensorProto tensor =
        Artifact.unpack(parameters.getWeightMatrix().getSerializedData(), DenseTensorProto.class);
    int width = columns + 1;
    Artifact.require(
        tensor.getDimensionsList().equals(List.of(2, width))
            && tensor.getValues().size() == 2L * width * Double.BYTES,
        "its weights are not those of " + columns + " columns");
    DoubleBuffer values =
        tensor.getValues().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[] weights = new double[width];
    for (int column = 0; column < width; column++) {
      weights[column] =
          values.get(positive * width + column) - values.get((1 - positive) * width + column);
      Artifact.require(Double.isFinite(weights[column]), "a weight is not a number");
    }
    return rows -> {
      Artifact.checkWidth(rows, columns);
      return score(rows.values(), rows.rows(), weights);
    };
  }

  private static double[] score(float[] values, int rows, double[] weights) {
    int columns = weights.length - 1;
    double[] scores = new double[rows];
    for (int row = 0, at = 0; row < rows; row++, at += columns) {
      double logOdds = 0;
      for (int column = 0; column < columns; column++) {
        logOdds += weights[column] * values[at + column];
      }
      scores[row] = Logistic.sigmoid(logOdds + weights[columns]);
    }
    return scores;
  }
}
