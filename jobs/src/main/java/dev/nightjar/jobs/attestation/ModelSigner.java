package dev.nightjar.jobs.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Signs statements about models with a local key of P-256.
 *
 * @param key where the private key is; it is read for each signature, and never kept or printed
 */
public record ModelSigner(Path key) {

  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /** Whether everybody on this machine can read the key. */
  public boolean isReadByAll() throws IOException {
    return PemKeys.isReadByAll(key);
  }

  /** An in-toto statement about the model, without a signature, as JSON. */
  public static byte[] unsigned(String model, List<Resource> files) {
    return CanonicalJson.write(ModelStatement.of(model, files));
  }

  /** The bundle: statement, envelope, signature, and which key verifies it, as JSON. */
  public byte[] sign(String model, List<Resource> files) throws IOException {
    byte[] payload = unsigned(model, files);
    ECPrivateKey secret = PemKeys.privateKey(key);
    Map<String, Object> bundle =
        Map.of(
            "mediaType",
            BUNDLE,
            "verificationMaterial",
            Map.of(
                "publicKey",
                Map.of("hint", PemKeys.hint(PemKeys.publicKey(secret))),
                "tlogEntries",
                List.of()),
            "dsseEnvelope",
            Map.of(
                "payload",
                base64(payload),
                "payloadType",
                Dsse.IN_TOTO,
                "signatures",
                List.of(Map.of("sig", base64(signature(secret, payload)), "keyid", ""))));
    JsonNode tree = CanonicalJson.tree(bundle);
    return (CanonicalJson.text(tree) + "\n").getBytes(UTF_8);
  }

  private static byte[] signature(ECPrivateKey key, byte[] payload) throws IOException {
    try {
      Signature signing = Signature.getInstance(Curve.of(key).algorithm());
      signing.initSign(key);
      signing.update(Dsse.pae(Dsse.IN_TOTO, payload));
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new SignatureException("the statement could not be signed with the key");
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
