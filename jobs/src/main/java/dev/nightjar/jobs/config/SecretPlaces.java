package dev.nightjar.jobs.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Looks for secrets where a file of settings says that they are.
 *
 * @param file beside which relative paths begin
 * @param environment the variables
 */
record SecretPlaces(Path file, Map<String, String> environment) {

  /**
   * The secret of a section that {@link Shape.SecretPlace} checked.
   *
   * @param as what the settings want it as, such as {@code openlineage.api_key}
   */
  SecretReference find(Section place, String as) {
    return place.has("env") ? variable(place.text("env"), as) : inFile(place.text("file"), as);
  }

  private SecretReference variable(String name, String as) {
    String value = environment.getOrDefault(name, "").strip();
    return new SecretReference(
        name,
        value.isEmpty() ? null : new Secret(value),
        "the variable is not set; %s names it as %s".formatted(file, as));
  }

  private SecretReference inFile(String written, String as) {
    Path folder = file.toAbsolutePath().getParent();
    Path path = folder == null ? Path.of(written) : folder.resolve(written).normalize();
    try {
      String value = Files.readString(path, StandardCharsets.UTF_8).strip();
      if (!value.isEmpty()) {
        return new SecretReference(path.toString(), new Secret(value), "");
      }
    } catch (IOException e) {
      // As if it were not there: why does not matter to who needs it.
    }
    return new SecretReference(
        path.toString(),
        null,
        "the file cannot be read, or is empty; %s names it as %s".formatted(file, as));
  }
}
