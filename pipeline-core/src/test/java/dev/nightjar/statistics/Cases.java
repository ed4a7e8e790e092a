package dev.nightjar.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reads reference cases from the folder {@code shared/cases} beside the project. */
public final class Cases {

  private Cases() {}

  /** The file under {@code shared/cases}; skips the test when there is none. */
  public static JsonNode read(String file) throws IOException {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path found = dir.resolve("shared/cases").resolve(file);
      if (Files.exists(found)) {
        return new ObjectMapper().readTree(found.toFile());
      }
    }
    Assumptions.abort("no shared/cases/" + file + " beside the project");
    throw new IllegalStateException();
  }

  /** An array of numbers; booleans are 0 and 1. */
  public static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode node = array.get(i);
      numbers[i] = node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.doubleValue();
    }
    return numbers;
  }

  /** An array of 0 and 1. */
  public static byte[] labels(JsonNode array) {
    double[] numbers = numbers(array);
    byte[] labels = new byte[numbers.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) numbers[i];
    }
    return labels;
  }
}
