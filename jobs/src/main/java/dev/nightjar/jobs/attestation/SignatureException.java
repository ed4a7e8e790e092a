package dev.nightjar.jobs.attestation;

import java.io.IOException;

/** A key or a signature that is not what it should be, in words. */
public final class SignatureException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what was expected and what is there, and nothing of a private key. */
  public SignatureException(String message) {
    super(message);
  }
}
