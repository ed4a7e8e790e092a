package dev.nightjar.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nightjar.dataset.FrameColumn;
import java.util.List;

/** How one feature becomes columns of a {@link Matrix}, as fitted on training rows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EncodedNumber.class, name = "number"),
  @JsonSubTypes.Type(value = EncodedText.class, name = "text"),
  @JsonSubTypes.Type(value = EncodedCode.class, name = "code")
})
public sealed interface EncodedFeature permits EncodedNumber, EncodedText, EncodedCode {

  /** The column of the frame that it reads. */
  String name();

  /** The names of the matrix's columns that it fills, in order. */
  List<String> columns();

  /** What the frame's column must hold, in words for an error message. */
  String expects();

  /** Whether the frame's column can be encoded. */
  boolean accepts(FrameColumn column);

  /** Ties the encoding to a frame's column that it accepts. */
  ColumnWriter on(FrameColumn column);
}
