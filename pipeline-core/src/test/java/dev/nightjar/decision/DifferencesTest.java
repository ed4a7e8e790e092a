package dev.nightjar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.decision.Replay.Difference;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private static JsonNode json(String text) throws IOException {
    return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> between(String stored, String recomputed) throws IOException {
    return Differences.between("d.json", json(stored), json(recomputed)).stream()
        .map(d -> d.path() + " " + d.stored() + " " + d.recomputed())
        .toList();
  }

  @Test
  void whatIsTheSameHasNone() throws IOException {
    assertThat(between("{\"a\":[1,{\"b\":null}]}", "{\"a\":[1.0,{}]}")).isEmpty();
  }

  @Test
  void namesEachValueWithItsPlace() throws IOException {
    assertThat(
            between(
                "{\"m\":[{\"v\":0.1},{\"v\":\"NaN\"}],\"z\":{\"depot=a \\\"b\":1}}",
                "{\"m\":[{\"v\":0.10000000000000002},{\"v\":0}],\"z\":{\"depot=a \\\"b\":2}}"))
        .containsExactly(
            "$.m[0].v 0.1 0.10000000000000002", "$.m[1].v \"NaN\" 0", "$.z[\"depot=a \\\"b\"] 1 2");
  }

  @Test
  void whatOneSideLacksIsOneDifference() throws IOException {
    assertThat(between("{\"a\":[1,[2,3]]}", "{\"a\":[1],\"b\":{\"c\":4}}"))
        .containsExactly("$.a[1] [2,3] null", "$.b null {\"c\":4}");
    assertThat(between("{\"a\":[]}", "{\"a\":{}}")).containsExactly("$.a [] {}");
  }

  @Test
  void whatIsLongIsShortened() throws IOException {
    Difference found =
        Differences.between("d.json", json("{}"), json("{\"a\":\"" + "x".repeat(999) + "\"}"))
            .get(0);
    assertThat(found.document()).isEqualTo("d.json");
    assertThat(found.recomputed()).hasSize(201).endsWith("x…");
  }
}
