package dev.nightjar.jobs.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.nightjar.model.Matrix;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.protos.core.ImmutableFeatureMapProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;

/**
 * Packs and reads Tribuo's protobufs. Tribuo itself instantiates classes by the names that a file
 * holds; we only compare such a name with the one that is expected, and read plain messages.
 */
final class Artifact {

  private Artifact() {}

  /** A protobuf that Tribuo's {@code Model.deserialize} reads. */
  static ModelProto pack(Class<?> model, Message body) {
    return ModelProto.newBuilder()
        .setVersion(0)
        .setClassName(model.getName())
        .setSerializedData(Any.pack(body))
        .build();
  }

  /**
   * The message within the bytes; throws {@link IllegalArgumentException} when they are no such
   * model.
   */
  static <M extends Message> M open(byte[] bytes, Class<?> model, Class<M> body) {
    try {
      return open(ModelProto.parseFrom(bytes), model, body);
    } catch (InvalidProtocolBufferException e) {
      throw garbled(e);
    }
  }

  static <M extends Message> M open(ModelProto proto, Class<?> model, Class<M> body) {
    if (!proto.getClassName().equals(model.getName())) {
      throw new IllegalArgumentException(
          "The model file holds \""
              + proto.getClassName()
              + "\", where "
              + model.getName()
              + " was expected.");
    }
    if (proto.getVersion() != 0) {
      throw new IllegalArgumentException(
          "The model file has version " + proto.getVersion() + "; this program reads version 0.");
    }
    return unpack(proto.getSerializedData(), body);
  }

  static <M extends Message> M unpack(Any any, Class<M> body) {
    try {
      return any.unpack(body);
    } catch (InvalidProtocolBufferException e) {
      throw garbled(e);
    }
  }

  static IllegalArgumentException garbled(Exception e) {
    return new IllegalArgumentException("The model file is damaged: " + e.getMessage(), e);
  }

  /** Throws {@link IllegalArgumentException}: the file is damaged. */
  static void require(boolean sound, String what) {
    if (!sound) {
      throw new IllegalArgumentException("The model file is damaged: " + what + ".");
    }
  }

  /** The number of columns that the model was trained on. */
  static int columns(ModelDataProto metadata) {
    ImmutableFeatureMapProto map =
        unpack(metadata.getFeatureDomain().getSerializedData(), ImmutableFeatureMapProto.class);
    return map.getInfoCount();
  }

  /** Labels and how many training rows had them. */
  record LabelCounts(int positiveId, long positives, long rows) {}

  static LabelCounts labels(ModelDataProto metadata) {
    ImmutableLabelInfoProto info =
        unpack(metadata.getOutputDomain().getSerializedData(), ImmutableLabelInfoProto.class);
    int place = info.getLabelList().indexOf(DenseDomain.POSITIVE);
    require(
        info.getLabelCount() == 2 && info.getIdCount() == 2 && info.getCountCount() == 2,
        "it has " + info.getLabelCount() + " labels");
    require(place >= 0 && info.getLabelList().contains(DenseDomain.NEGATIVE), "unknown labels");
    int id = info.getId(place);
    require((id == 0 || id == 1) && info.getId(1 - place) == 1 - id, "labels without a number");
    long positives = info.getCount(place);
    long negatives = info.getCount(1 - place);
    require(positives > 0 && negatives > 0, "labels without rows");
    return new LabelCounts(id, positives, positives + negatives);
  }

  /**
   * Throws {@link IllegalArgumentException} when the rows are not what the model was trained on.
   */
  static void checkWidth(Matrix rows, int columns) {
    if (rows.columns() != columns) {
      throw new IllegalArgumentException(
          "the model was trained on " + columns + " columns, these rows have " + rows.columns());
    }
  }
}
