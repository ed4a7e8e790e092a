package dev.nightjar.jobs.attestation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elliptic-curve keys in PEM files. Messages name the file and never what is in it. */
final class PemKeys {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private PemKeys() {}

  /** A private key of P-256 in PKCS#8, not encrypted. */
  static ECPrivateKey privateKey(Path file) throws IOException {
    byte[] der = block(file, PRIVATE);
    try {
      if (KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der))
              instanceof ECPrivateKey key
          && Curve.of(key) == Curve.P256) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // Its message may quote bytes of the key.
      throw new SignatureException("the private key in " + file + " is not one of P-256");
    }
    throw new SignatureException("the private key in " + file + " is not one of P-256");
  }

  /** A public key of P-256, P-384 or P-521. */
  static ECPublicKey publicKey(Path file) throws IOException {
    byte[] der = block(file, PUBLIC);
    try {
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new SignatureException("the public key in " + file + " is no elliptic-curve key");
    }
  }

  /** The public key that belongs to a private one. */
  static ECPublicKey publicKey(ECPrivateKey key) throws IOException {
    try {
      ECPublicKeySpec spec = new ECPublicKeySpec(Curve.of(key).times(key.getS()), key.getParams());
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new SignatureException("the private key has no public key");
    }
  }

  /** What OMS calls a public key: the SHA-256 of its PEM text. */
  static String hint(ECPublicKey key) {
    return Digest.of(pem(key)).hex();
  }

  /** The public key as PEM, with lines of 64 characters and a line end at the end. */
  static String pem(ECPublicKey key) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** Whether everybody on this machine can read the file. */
  static boolean isReadByAll(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
  }

  private static byte[] block(Path file, String kind) throws IOException {
    Matcher block =
        BLOCK.matcher(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
    String found = "no PEM block";
    while (block.find()) {
      if (block.group(1).equals(kind)) {
        try {
          return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
          throw new SignatureException("the PEM block in " + file + " is not base64");
        }
      }
      found = "a block " + block.group(1);
    }
    String cure =
        switch (found) {
          case "a block EC PRIVATE KEY" ->
              "; turn it into PKCS#8 with openssl pkcs8 -topk8 -nocrypt -in KEY.pem";
          case "a block ENCRYPTED PRIVATE KEY" -> "; encrypted keys are not read";
          case "a block PRIVATE KEY" ->
              "; the public key is printed by openssl pkey -pubout -in KEY.pem";
          default -> "";
        };
    throw new SignatureException(
        "expected a PEM block %s in %s, but found %s%s".formatted(kind, file, found, cure));
  }
}
