package dev.nightjar.jobs.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is, and the secret if it is there. That it is not is an error only to who needs
 * it.
 *
 * @param name of the variable, or the file's path
 * @param value null: it is not there
 * @param absent what a person is told then
 */
public record SecretReference(String name, @Nullable Secret value, String absent) {

  /**
   * The secret.
   *
   * @throws ConfigException when it is not there
   */
  public Secret require() {
    if (value == null) {
      throw new ConfigException(name, List.of(new Problem(0, absent)));
    }
    return value;
  }
}
