package dev.nightjar.run;

/** What happens to a run, as facts. {@link RunState#after} says what follows. */
public sealed interface RunEvent {

  /** A worker began, or took over from one that was lost. */
  record Started() implements RunEvent {}

  /** The last step is done, after a person's answer if one was needed. Opaque here. */
  record Finished(String outcome) implements RunEvent {}

  /** The data do not allow the run to go on. */
  record Blocked(String reason) implements RunEvent {}

  /** The world changed under the run: what it worked out no longer holds. */
  record WentStale(String reason) implements RunEvent {}

  /** A step failed and its budget of retries is spent. */
  record Failed(Failure failure) implements RunEvent {}

  /** All is done but what a person has to say yes to. */
  record ApprovalNeeded(String reason) implements RunEvent {}

  /** A person, or a newer run, ended it. */
  record Cancelled(String reason) implements RunEvent {}

  /** It was decided, before any work, that there is nothing to run. */
  record Skipped(String reason) implements RunEvent {}
}
