package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepStoreTest {

  private static final Instant NIGHT = Instant.parse("2026-11-28T02:00:00Z");

  private record Made(String text, double number, List<String> names) {}

  private static final Made MADE = new Made("ü \"x\" \u2028", 0.1, List.of("b", "a"));

  @Test
  void whatIsKeptIsCanonicalAndComesBack(@TempDir Path folder) throws Exception {
    Run run = Run.queued(Slot.of("p", NIGHT), 1, Digest.of("pin"), NIGHT);
    Digest inputs = Digest.of("inputs");
    try (DirectoryStore objects = DirectoryStore.open(folder)) {
      StepStore store = new StepStore(objects);
      Map<String, StepOutput> outputs =
          Map.of(
              "next",
              StepOutput.next(MADE),
              "blocked",
              StepOutput.block(MADE, "no \"rows\""),
              "failed",
              StepOutput.fail(List.of(MADE), FailureClass.DATA, "ä"),
              "over",
              StepOutput.finish(Map.of(), "the end"));
      for (Map.Entry<String, StepOutput> output : outputs.entrySet()) {
        String step = output.getKey();
        StepStore.Kept made = new StepStore.Kept(inputs, output.getValue());
        assertThat(store.create(run, step, made)).isEqualTo(made);
        assertThat(store.read(run.slot(), run.id(), step)).contains(made);
        byte[] bytes = objects.read(StepStore.key(run.slot(), run.id(), step));
        assertThat(bytes).isEqualTo(CanonicalJson.write(CanonicalJson.parse(bytes)));
        assertThat(CanonicalJson.parse(bytes)).isEqualTo(document(inputs, output.getValue()));
      }
    }
  }

  private static ObjectNode document(Digest inputs, StepOutput output) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("inputDigest", CanonicalJson.tree(inputs));
    document.set("outcome", CanonicalJson.tree(output.outcome()));
    document.set("output", output.tree());
    return document;
  }

  @Test
  void anOutputIsReadOnceAsEachKindOfRecord() throws Exception {
    StepOutput output = StepOutput.next(MADE);
    Made read = output.as(Made.class);
    assertThat(read).isEqualTo(MADE).isSameAs(output.as(Made.class));
    assertThat(output.as(JsonNode.class).get("number").doubleValue()).isEqualTo(0.1);
    assertThat(output.digest()).isEqualTo(Digest.of(output.json()));
    assertThat(output).isEqualTo(StepOutput.next(MADE)).isNotEqualTo(StepOutput.block(MADE, "no"));
  }
}
