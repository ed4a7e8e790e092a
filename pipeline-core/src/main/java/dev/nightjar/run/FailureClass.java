package dev.nightjar.run;

/** Why a step failed, as far as it decides what to do next. */
public enum FailureClass {
  USER("the configuration or the request is wrong", "correct what the message names, run again"),
  DATA(
      "the data are not as they should be",
      "repair the data, retract what is broken or give another --date, then run again"),
  OOM("the memory was not enough", "give the program more memory, or use a shorter window"),
  EVICTED("the machine took the worker away", "nothing: it is tried again elsewhere"),
  IMAGE("the container image could not be used", "check the image's name and its pull secret"),
  UNSCHEDULABLE("no machine has room for the worker", "ask for less, or add a machine"),
  TIMEOUT("it took longer than allowed", "raise the limit, or find out what became slow"),
  INFRA("a disk, a network or a service failed", "see the message; run again when it is well");

  private final String cause;
  private final String advice;

  FailureClass(String cause, String advice) {
    this.cause = cause;
    this.advice = advice;
  }

  /** One line: what it means. */
  public String cause() {
    return cause;
  }

  /** One line: what a person can do. */
  public String advice() {
    return advice;
  }
}
