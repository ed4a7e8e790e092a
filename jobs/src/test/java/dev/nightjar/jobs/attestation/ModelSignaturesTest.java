package dev.nightjar.jobs.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.jobs.attestation.ModelSignatures.Checked;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSignaturesTest {

  private static final List<String> NAMES = List.of("manifest.json", "artifact", "encoder.json");

  @TempDir private Path dir;
  private Path model = Path.of("");
  private Path key = Path.of("");
  private Path publicKey = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void aSignedModel() throws Exception {
    model = Files.createDirectory(dir.resolve("model"));
    List<Resource> files = new ArrayList<>();
    for (String name : NAMES) {
      Files.writeString(model.resolve(name), "the " + name);
      files.add(new Resource(name, Digest.of("the " + name)));
    }
    KeyPair pair = pair("secp256r1");
    key = dir.resolve("key.pem");
    Files.writeString(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    publicKey = dir.resolve("pub.pem");
    Files.writeString(publicKey, PemKeys.pem((ECPublicKey) pair.getPublic()));
    bundle = dir.resolve("model.sig");
    Files.write(bundle, new ModelSigner(key).sign("flights-v3", files));
  }

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(new ECGenParameterSpec(curve));
    return pairs.generateKeyPair();
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
  }

  private Checked check() throws IOException {
    return ModelSignatures.check(bundle, publicKey, model);
  }

  @Test
  void whatWasSignedIsVerified() throws IOException {
    assertThat(check())
        .isEqualTo(
            new Checked(
                "flights-v3", List.of("artifact", "encoder.json", "manifest.json"), List.of()));
    Files.copy(bundle, model.resolve("model.sig"));
    bundle = model.resolve("model.sig");
    Files.createDirectory(model.resolve(".git"));
    Files.writeString(model.resolve(".git/HEAD"), "ref");
    assertThat(check().findings()).as("the signature itself and .git are no part").isEmpty();
  }

  @Test
  void theBundleHasTheSpecifiedShape() throws Exception {
    JsonNode document = CanonicalJson.parse(Files.readAllBytes(bundle));
    assertThat(document.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("mediaType", "verificationMaterial", "dsseEnvelope");
    assertThat(document.path("mediaType").textValue())
        .isEqualTo("application/vnd.dev.sigstore.bundle.v0.3+json");
    assertThat(document.at("/verificationMaterial/publicKey/hint").textValue())
        .isEqualTo(Digest.of(publicKey).hex());
    assertThat(document.at("/verificationMaterial/tlogEntries").size()).isZero();
    JsonNode envelope = document.path("dsseEnvelope");
    assertThat(envelope.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("payload", "payloadType", "signatures");
    assertThat(envelope.path("payloadType").textValue()).isEqualTo("application/vnd.in-toto+json");
    String statement =
        new String(Base64.getDecoder().decode(envelope.path("payload").textValue()), UTF_8);
    MessageDigest root = Digest.sha256();
    List<String> digests = new ArrayList<>();
    for (String name : NAMES.stream().sorted().toList()) {
      digests.add(Digest.of("the " + name).hex());
      root.update(HexFormat.of().parseHex(Digest.of("the " + name).hex()));
    }
    assertThat(statement)
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1",\
            "predicate":{"resources":[\
            {"algorithm":"sha256","digest":"%s","name":"artifact"},\
            {"algorithm":"sha256","digest":"%s","name":"encoder.json"},\
            {"algorithm":"sha256","digest":"%s","name":"manifest.json"}],\
            "serialization":{"allow_symlinks":false,"hash_type":"sha256",\
            "ignore_paths":[".git",".gitattributes",".github",".gitignore"],"method":"files"}},\
            "predicateType":"https://model_signing/signature/v1.0",\
            "subject":[{"digest":{"sha256":"%s"},"name":"flights-v3"}]}"""
                .formatted(
                    digests.get(0), digests.get(1), digests.get(2), Digest.finish(root).hex()));
  }

  @Test
  void everyByteOfStatementAndSignatureCounts() throws IOException {
    JsonNode envelope = CanonicalJson.parse(Files.readAllBytes(bundle)).path("dsseEnvelope");
    String whole = Files.readString(bundle);
    for (String text :
        List.of(
            envelope.path("payload").textValue(), envelope.at("/signatures/0/sig").textValue())) {
      byte[] bytes = Base64.getDecoder().decode(text);
      for (int i = 0; i < bytes.length; i++) {
        byte[] changed = bytes.clone();
        changed[i] ^= 1;
        Files.writeString(bundle, whole.replace(text, Base64.getEncoder().encodeToString(changed)));
        assertThatThrownBy(this::check)
            .as("byte " + i)
            .isInstanceOf(SignatureException.class)
            .hasMessageContaining("does not fit");
      }
    }
  }

  @Test
  void changedMissingAndFurtherFilesAreNamed() throws IOException {
    Files.writeString(model.resolve("artifact"), "The artifact");
    Files.delete(model.resolve("encoder.json"));
    Files.createDirectory(model.resolve("sub"));
    Files.writeString(model.resolve("sub/more"), "");
    Checked checked = check();
    assertThat(checked.files()).containsExactly("manifest.json");
    assertThat(checked.findings())
        .containsExactly(
            "artifact was signed with SHA-256 %s, but has %s"
                .formatted(Digest.of("the artifact"), Digest.of("The artifact")),
            "encoder.json is signed, but is not there",
            "sub/more is there, but was not signed");
    Files.createSymbolicLink(model.resolve("link"), key);
    assertThatThrownBy(this::check).hasMessageContaining("link is a symbolic link");
  }

  @Test
  void anotherKeyIsNamedByItsHint() throws Exception {
    ECPublicKey other = (ECPublicKey) pair("secp256r1").getPublic();
    Files.writeString(publicKey, PemKeys.pem(other));
    assertThatThrownBy(this::check)
        .hasMessageContaining("signed with another key: its hint is ")
        .hasMessageEndingWith(PemKeys.hint(other));
    // Without the hint, the signature itself tells.
    Files.writeString(bundle, Files.readString(bundle).replaceFirst("\"hint\":\"[0-9a-f]+\"", ""));
    assertThatThrownBy(this::check).hasMessageContaining("does not fit");
  }

  @Test
  void whatIsNoBundleIsNamed() throws IOException {
    Files.write(bundle, ModelSigner.unsigned("m", List.of(new Resource("a", Digest.of("a")))));
    assertThatThrownBy(this::check).hasMessageContaining("a statement without a signature");
    Files.writeString(bundle, "{}");
    assertThatThrownBy(this::check).hasMessageContaining("its mediaType is missing");
    Files.writeString(bundle, "signed");
    assertThatThrownBy(this::check)
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining("model.sig is no JSON");
  }

  @Test
  void keysThatWillNotDoAreNamedAndNeverPrinted() throws Exception {
    List<Resource> files = List.of(new Resource("a", Digest.of("a")));
    byte[] secret = pair("secp384r1").getPrivate().getEncoded();
    Files.writeString(key, pem("PRIVATE KEY", secret));
    assertThatThrownBy(() -> new ModelSigner(key).sign("m", files))
        .hasMessageContaining("is not one of P-256");
    for (String kind : List.of("EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY")) {
      Files.writeString(key, pem(kind, secret));
      assertThatThrownBy(() -> new ModelSigner(key).sign("m", files))
          .hasMessageContaining("expected a PEM block PRIVATE KEY", "found a block " + kind)
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .doesNotContain(Base64.getEncoder().encodeToString(secret).substring(0, 20)));
    }
    Files.writeString(key, pem("PRIVATE KEY", new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> new ModelSigner(key).sign("m", files))
        .hasMessageContaining("is not one of P-256");
    assertThatThrownBy(() -> ModelSignatures.check(bundle, key, model))
        .hasMessageContaining("expected a PEM block PUBLIC KEY", "openssl pkey -pubout");
  }

  @Test
  void aKeyThatAllCanReadIsNoticed() throws IOException {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThat(new ModelSigner(key).isReadByAll()).isFalse();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(new ModelSigner(key).isReadByAll()).isTrue();
  }
}
