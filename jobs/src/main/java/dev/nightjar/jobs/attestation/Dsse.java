package dev.nightjar.jobs.attestation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** What a signature of a Dead Simple Signing Envelope (DSSE v1.0) is over. */
final class Dsse {

  /** The type of a payload that is an in-toto statement. */
  static final String IN_TOTO = "application/vnd.in-toto+json";

  private Dsse() {}

  /** The pre-authentication encoding of a payload and its type. Lengths are of bytes. */
  static byte[] pae(String type, byte[] payload) {
    byte[] name = type.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(("DSSEv1 " + name.length + " ").getBytes(US_ASCII));
    out.writeBytes(name);
    out.writeBytes((" " + payload.length + " ").getBytes(US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
