package dev.nightjar.sliceline;

/** More slices would have to be looked at, or held, than a search may. */
public final class SliceLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SliceLimitException(String message) {
    super(message);
  }
}
