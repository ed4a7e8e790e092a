package dev.nightjar.jobs.mlflow;

import java.io.IOException;

/** What a tracking server refuses, or why it cannot be asked, in words. */
public final class MlflowException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String code;

  MlflowException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** MLflow's error code, such as {@code RESOURCE_ALREADY_EXISTS}; empty when there is none. */
  public String code() {
    return code;
  }
}
