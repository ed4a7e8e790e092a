package dev.nightjar.run;

import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the steps of a request work from. */
final class StepInputs {

  private StepInputs() {}

  /** What the step is given of the outputs so far. */
  static StepContext context(
      Run run, Step step, Map<String, StepOutput> outputs, StepProgress progress) {
    Map<String, StepOutput> inputs = new LinkedHashMap<>();
    for (String name : step.inputs()) {
      StepOutput output = outputs.get(name);
      if (output != null) {
        inputs.put(name, output);
      }
    }
    return new StepContext(run, inputs, progress);
  }

  /** Of everything that decides the step's output. */
  static Digest digest(RunRequest request, Step step, StepContext context) throws IOException {
    return digest(request.pin(), request.slot(), step, context);
  }

  /** The same, of a run with that pin. */
  static Digest digest(Digest pin, Slot slot, Step step, StepContext context) throws IOException {
    StringBuilder text = new StringBuilder("step 1\n");
    text.append(step.name()).append('\n').append(pin).append('\n');
    text.append(slot.folder()).append('\n').append(Digest.of(step.facts(context)));
    context
        .inputs()
        .forEach((name, in) -> text.append('\n').append(name).append(' ').append(in.digest()));
    return Digest.of(text.toString());
  }
}
