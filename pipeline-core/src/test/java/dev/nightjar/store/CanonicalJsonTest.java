package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Nothing.class, name = "nothing")
  })
  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Nothing() implements Shape {}

  record Plain(double radius) {}

  enum Colour {
    RED
  }

  record Everything(
      String name,
      long count,
      double share,
      Instant at,
      LocalDate day,
      LocalDateTime local,
      Duration delay,
      ZoneId zone,
      Digest digest,
      Colour colour,
      List<Shape> shapes,
      Map<String, Double> numbers,
      @Nullable String note) {

    /** Not a component, so not a member. */
    public boolean isEmpty() {
      return name.isEmpty();
    }
  }

  private static Everything everything(double share, @Nullable String note) {
    return new Everything(
        "ü \"\n\u0001€😀",
        Long.MAX_VALUE,
        share,
        Instant.parse("2011-06-15T07:30:00Z"),
        LocalDate.of(2011, 6, 15),
        LocalDateTime.of(2011, 6, 15, 7, 30),
        Duration.ofMinutes(90),
        ZoneId.of("America/Chicago"),
        Digest.of("x"),
        Colour.RED,
        List.of(new Circle(1), new Nothing()),
        Map.of("z", Double.NaN, "a", Double.POSITIVE_INFINITY, "m", 1e-7),
        note);
  }

  @Test
  void sortsMembersAndWritesNumbersAsTheStandardSays() throws Exception {
    String json =
        """
        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
         "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}
        """;
    assertThat(CanonicalJson.text(CanonicalJson.parse(json.getBytes(UTF_8))))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void sortsByUtf16CodeUnits() throws Exception {
    String json = "{\"\ufb33\":1,\"😀\":2,\"€\":3,\"\\r\":4,\"1\":5,\"ö\":6,\"\u0080\":7}";
    assertThat(CanonicalJson.text(CanonicalJson.parse(json.getBytes(UTF_8))))
        .isEqualTo("{\"\\r\":4,\"1\":5,\"\u0080\":7,\"ö\":6,\"€\":3,\"😀\":2,\"\ufb33\":1}");
  }

  @Test
  void recordsComeBackAsTheyWere() throws Exception {
    for (double share : new double[] {0.1, 1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300}) {
      for (String note : new String[] {null, "a"}) {
        Everything value = everything(share, note);
        byte[] json = CanonicalJson.write(value);
        Everything back = CanonicalJson.read(json, Everything.class);
        assertThat(back).isEqualTo(value);
        assertThat(CanonicalJson.write(back)).isEqualTo(json);
        assertThat(CanonicalJson.write(CanonicalJson.parse(json))).isEqualTo(json);
        assertThat(CanonicalJson.convert(CanonicalJson.tree(value), Everything.class))
            .isEqualTo(value);
        assertThat(
                CanonicalJson.read(CanonicalJson.pretty(value).getBytes(UTF_8), Everything.class))
            .isEqualTo(value);
      }
    }
  }

  @Test
  void writesTimesAsTextsAndLeavesNullsOut() {
    assertThat(CanonicalJson.text(everything(0.5, null)))
        .contains("\"at\":\"2011-06-15T07:30:00Z\"")
        .contains("\"day\":\"2011-06-15\"")
        .contains("\"local\":\"2011-06-15T07:30:00\"")
        .contains("\"delay\":\"PT1H30M\"")
        .contains("\"zone\":\"America/Chicago\"")
        .contains("\"numbers\":{\"a\":\"Infinity\",\"m\":1e-7,\"z\":\"NaN\"}")
        .contains("\"shapes\":[{\"kind\":\"circle\",\"radius\":1},{\"kind\":\"nothing\"}]")
        .contains("\"count\":9223372036854775807")
        .doesNotContain("note")
        .doesNotContain("empty");
  }

  @Test
  void sameValueSameDigest() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", 1);
    one.put("a", null);
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("b", 1.0);
    assertThat(CanonicalJson.digest(one)).isEqualTo(CanonicalJson.digest(other));
    assertThat(CanonicalJson.text(one)).isEqualTo("{\"b\":1}");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused("{\"radius\":1,\"colour\":2}", "colour");
    assertRefused("{}", "radius");
    assertRefused("{\"radius\":1,\"radius\":2}", "Duplicate");
    assertRefused("{\"radius\":\"1\"}", "radius", "coerce");
    assertRefused("{\"radius\":1} x", "line 1");
    assertRefused("", "Plain");
    assertRefused("null", "nothing");
    assertThatThrownBy(() -> CanonicalJson.text(Map.of("a", "\ud800")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half a character");
  }

  private static void assertRefused(String json, String... all) {
    assertThatThrownBy(() -> CanonicalJson.read(json.getBytes(UTF_8), Plain.class))
        .isInstanceOf(IOException.class)
        .message()
        .satisfies(m -> assertThat(m).contains(all));
  }

  @Test
  void prettyKeepsTheOrderOfTheRecord() {
    assertThat(CanonicalJson.pretty(Map.of("b", List.of(1, 2), "a", Map.of(), "c", List.of())))
        .isEqualTo("{\n  \"a\": {},\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": []\n}");
    assertThat(CanonicalJson.pretty(everything(1, null))).startsWith("{\n  \"name\": \"ü");
  }
}
