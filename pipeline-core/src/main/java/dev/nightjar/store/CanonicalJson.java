package dev.nightjar.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The one way to write and read JSON: the same value has the same bytes on every machine and JDK.
 *
 * <p>As RFC 8785: members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes
 * them, UTF-8. Besides that: members that are null are left out; NaN and infinities are the texts
 * {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}, so that each double but minus zero
 * comes back as it was; integers beyond 2<sup>53</sup> keep all their digits. {@code java.time}
 * values are ISO 8601 texts. A record's members are its components; sealed types carry the name
 * that their annotations say, wherever the declared type is the sealed one.
 *
 * <p>Reading refuses unknown, missing (unless {@code @Nullable}) and doubled members, texts for
 * numbers, and anything behind the document.
 *
 * <p>Thread-safe.
 */
public final class CanonicalJson {

  private static final ObjectMapper MAPPER = JsonMapping.mapper();

  private CanonicalJson() {}

  /** The canonical UTF-8 bytes. Throws {@link IllegalArgumentException} when it is no JSON. */
  public static byte[] write(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The canonical text, of which {@link #write} gives the bytes. */
  public static String text(Object value) {
    return new JsonWriter(false).text(tree(value));
  }

  /**
   * Indented and with members in the order of the record, for people; no line end at the end. A
   * member that is null is there when its record asks for that ({@code @JsonInclude(ALWAYS)}).
   */
  public static String pretty(Object value) {
    return new JsonWriter(true).text(tree(value));
  }

  /** The SHA-256 of the canonical bytes. */
  public static Digest digest(Object value) {
    return Digest.of(write(value));
  }

  /** The value as a tree. Throws {@link IllegalArgumentException} when it is no JSON. */
  public static JsonNode tree(Object value) {
    return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
  }

  /**
   * Reads bytes as a tree.
   *
   * @throws IOException that says where they are not JSON
   */
  public static JsonNode parse(byte[] json) throws IOException {
    return read(json, JsonNode.class);
  }

  /**
   * Reads bytes as a record.
   *
   * @throws IOException that says where and how they are not one
   */
  public static <T> T read(byte[] json, Class<T> type) throws IOException {
    T value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IOException(sentence(e, type), e);
    }
    if (value == null || (value instanceof JsonNode node && node.isMissingNode())) {
      throw new IOException("expected " + type.getSimpleName() + " as JSON, but found nothing");
    }
    return value;
  }

  /** As {@link #read}, a generic record of one parameter. */
  @SuppressWarnings("unchecked") // The mapper makes what the types say.
  static <T> T readGeneric(byte[] json, Class<? super T> type, Class<?> parameter)
      throws IOException {
    try {
      return (T)
          Objects.requireNonNull(
              MAPPER.readValue(
                  json, MAPPER.getTypeFactory().constructParametricType(type, parameter)));
    } catch (JsonProcessingException e) {
      throw new IOException(sentence(e, type), e);
    }
  }

  /**
   * Reads a tree as a record.
   *
   * @throws IllegalArgumentException that says how it is not one
   */
  public static <T> T convert(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(sentence(e, type), e);
    }
  }

  private static String sentence(JsonProcessingException e, Class<?> type) {
    JsonLocation at = e.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return "not "
        + type.getSimpleName()
        + " as JSON"
        + where
        + path(e)
        + ": "
        + e.getOriginalMessage();
  }

  private static String path(JsonProcessingException e) {
    StringBuilder path = new StringBuilder();
    if (e instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        String name = step.getFieldName();
        path.append(name == null ? "[" + step.getIndex() + "]" : "." + name);
      }
    }
    return path.length() == 0 ? "" : " in " + (path.charAt(0) == '.' ? path.substring(1) : path);
  }
}
