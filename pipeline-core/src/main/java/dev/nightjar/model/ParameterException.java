package dev.nightjar.model;

/** A trainer cannot take a parameter. The message is for the person who wrote it. */
public final class ParameterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String parameter;

  public ParameterException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /** The parameter's name as written, so that a reader of files can find its line. */
  public String parameter() {
    return parameter;
  }
}
