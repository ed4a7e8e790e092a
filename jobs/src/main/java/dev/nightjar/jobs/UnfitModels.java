package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.model.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Models that cannot be asked about the rows of a night, since these have other columns than those
 * that they were trained on: what may happen to an old one when a pipeline gets another schema.
 *
 * @param models by role; of those that are not loaded nothing is known
 */
record UnfitModels(Map<String, Judged> models) {

  /** Those that read columns which are not there, each in a sentence. */
  List<String> among(Set<String> columns) {
    List<String> unfit = new ArrayList<>();
    models.forEach(
        (role, model) -> {
          List<String> gone =
              model.requiredColumns().stream().filter(c -> !columns.contains(c)).toList();
          if (!gone.isEmpty()) {
            unfit.add(
                "%s reads %s, which the rows do not have any more. Keep it in the data or in features.derive until no model that is judged reads it"
                    .formatted(name(role, model), String.join(", ", gone)));
          }
        });
    return unfit;
  }

  /** Those whose columns hold values of another kind, each in a sentence. */
  List<String> on(Frame rows) {
    List<String> unfit = new ArrayList<>();
    models.forEach(
        (role, model) -> {
          Encoder encoder = model.encoder();
          try {
            if (encoder != null) {
              encoder.check(rows);
            }
          } catch (DataException e) {
            unfit.add(
                "%s cannot read the rows: %s Give the new column another name until no model that is judged reads the old one"
                    .formatted(name(role, model), e.getMessage()));
          }
        });
    return unfit;
  }

  private static String name(String role, Judged model) {
    return role + (model.version().isEmpty() ? "" : " " + model.version());
  }
}
