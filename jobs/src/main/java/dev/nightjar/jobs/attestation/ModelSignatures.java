package dev.nightjar.jobs.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks a signed statement and the files that it speaks of, as OMS v1.0 asks: first the signature,
 * then the statement, then every file. Reads bundles of other programs too, with keys of P-256,
 * P-384 and P-521 and whole files hashed by SHA-256.
 */
public final class ModelSignatures {

  private ModelSignatures() {}

  /**
   * What was checked.
   *
   * @param model what the statement calls it
   * @param files names of the files that are as they were signed
   * @param findings what is wrong with the others, in sentences; empty when all is well
   */
  public record Checked(String model, List<String> files, List<String> findings) {}

  /**
   * Checks the signature, and the model's files in a folder.
   *
   * @throws SignatureException when the signature is not by that key over this statement
   * @throws IOException when something cannot be read
   */
  public static Checked check(Path bundle, Path publicKey, Path folder) throws IOException {
    ECPublicKey key = PemKeys.publicKey(publicKey);
    JsonNode document = parse(Files.readAllBytes(bundle), bundle.toString());
    byte[] payload = verified(document, key, bundle);
    JsonNode statement = parse(payload, "the signed statement");
    require(statement, "/_type", ModelStatement.TYPE);
    require(statement, "/predicateType", ModelStatement.PREDICATE);
    require(statement, "/predicate/serialization/method", ModelStatement.FILES);
    require(statement, "/predicate/serialization/hash_type", ModelStatement.SHA256);
    Set<String> ignored = new HashSet<>(ModelStatement.IGNORED);
    statement
        .at("/predicate/serialization/ignore_paths")
        .forEach(path -> ignored.add(path.asText()));
    return compare(
        statement.at("/subject/0/name").asText("the model"),
        resources(statement),
        ModelFiles.of(folder, ignored, bundle));
  }

  private static JsonNode parse(byte[] json, String what) throws IOException {
    try {
      return CanonicalJson.parse(json);
    } catch (IOException e) {
      throw new SignatureException(what + " is no JSON: " + e.getMessage());
    }
  }

  private static byte[] verified(JsonNode bundle, ECPublicKey key, Path file) throws IOException {
    if (bundle.path("_type").asText().equals(ModelStatement.TYPE)) {
      throw new SignatureException(
          file + " is a statement without a signature: export it with --key");
    }
    String media = bundle.path("mediaType").asText();
    if (!media.startsWith("application/vnd.dev.sigstore.bundle")) {
      throw new SignatureException(
          "expected a Sigstore bundle in %s, but its mediaType is %s"
              .formatted(file, media.isEmpty() ? "missing" : media));
    }
    JsonNode envelope = bundle.path("dsseEnvelope");
    String hint = bundle.at("/verificationMaterial/publicKey/hint").asText();
    if (!hint.isEmpty() && !hint.equals(PemKeys.hint(key))) {
      throw new SignatureException(
          "signed with another key: its hint is %s, but that of the key given is %s"
              .formatted(hint, PemKeys.hint(key)));
    }
    String type = envelope.path("payloadType").asText();
    if (!type.equals(Dsse.IN_TOTO)) {
      throw new SignatureException("expected a payload " + Dsse.IN_TOTO + ", but found " + type);
    }
    byte[] payload = decoded(envelope.path("payload"), "payload");
    byte[] signature = decoded(envelope.at("/signatures/0/sig"), "signature");
    if (!isBy(key, Dsse.pae(type, payload), signature)) {
      throw new SignatureException(
          "the signature does not fit: the statement was changed, or signed with another key");
    }
    return payload;
  }

  private static byte[] decoded(JsonNode text, String what) throws SignatureException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.asText());
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new SignatureException("the " + what + " is not base64");
    }
    throw new SignatureException("the envelope has no " + what);
  }

  private static boolean isBy(ECPublicKey key, byte[] message, byte[] signature)
      throws SignatureException {
    try {
      Signature check = Signature.getInstance(Curve.of(key).algorithm());
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // Bytes that are no signature at all.
      return false;
    }
  }

  private static void require(JsonNode statement, String path, String wanted)
      throws SignatureException {
    String found = statement.at(path).asText("");
    if (!found.equals(wanted)) {
      throw new SignatureException(
          "expected %s to be %s in the signed statement, but found %s"
              .formatted(path.substring(1), wanted, found.isEmpty() ? "nothing" : found));
    }
  }

  private static SortedMap<String, Digest> resources(JsonNode statement) throws SignatureException {
    SortedMap<String, Digest> signed = new TreeMap<>(ModelFiles.BY_CODE_POINT);
    for (JsonNode resource : statement.at("/predicate/resources")) {
      String name = resource.path("name").asText();
      boolean sha = resource.path("algorithm").asText().equals(ModelStatement.SHA256);
      try {
        if (sha && signed.put(name, new Digest(resource.path("digest").asText())) == null) {
          continue;
        }
      } catch (IllegalArgumentException e) {
        throw new SignatureException("the signed digest of " + name + " is no SHA-256");
      }
      throw new SignatureException(
          sha ? "the file " + name + " is signed twice" : name + " is not hashed by SHA-256");
    }
    if (signed.isEmpty()) {
      throw new SignatureException("the signed statement names no files");
    }
    return signed;
  }

  private static Checked compare(
      String model, SortedMap<String, Digest> signed, SortedMap<String, Digest> found) {
    List<String> well = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    signed.forEach(
        (name, digest) -> {
          Digest there = found.get(name);
          if (digest.equals(there)) {
            well.add(name);
          } else {
            findings.add(
                there == null
                    ? name + " is signed, but is not there"
                    : name + " was signed with SHA-256 " + digest + ", but has " + there);
          }
        });
    found.keySet().stream()
        .filter(name -> !signed.containsKey(name))
        .forEach(name -> findings.add(name + " is there, but was not signed"));
    return new Checked(model, well, findings);
  }
}
