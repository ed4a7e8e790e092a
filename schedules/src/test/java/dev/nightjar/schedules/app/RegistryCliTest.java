package dev.nightjar.schedules.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.CandidateFake;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.PromotionRequest;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of {@code nightjar registry}, on a model of three nights that nobody trained. */
class RegistryCliTest {

  private static final Instant NIGHT = Instant.parse("2011-06-01T00:00:00Z");

  @TempDir private Path dir;

  @BeforeEach
  void threeChampions() throws IOException {
    try (DirectoryStore store = DirectoryStore.open(dir.resolve("store"))) {
      ModelRegistry registry = registry(store);
      for (int day = 1; day <= 3; day++) {
        Instant night = NIGHT.plusSeconds(86_400L * (day - 1));
        String version = registry.register(CandidateFake.stored(store, "n" + day), night);
        registry.promote(
            PromotionRequest.judged(
                    version, night, registry.state().champion(), Map.of("auc", 0.7), "better")
                .on("snapshot " + day));
      }
    }
  }

  private static ModelRegistry registry(DirectoryStore store) {
    return new ModelRegistry(store, "flights", InstantSource.fixed(NIGHT), "runner");
  }

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private String done(String... words) {
    Terminal.Answer answer = type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.err()).isEmpty();
    return answer.out();
  }

  private Json json(String... words) throws IOException {
    return Json.read(done(words));
  }

  private void fails(int code, String sentence, String... words) {
    Terminal.Answer answer = type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(code);
    assertThat(answer.err()).contains(sentence).doesNotContain("unexpected");
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void everyDisplayNamesATaintedChampion() throws IOException {
    assertThat(done("registry", "taint", "champion", "--reason", "d7 was poisoned"))
        .isEqualToIgnoringNewLines(
            "flights · champion v3 · previous v2 · baseline v1 · 3 versions"
                + "  ! the champion v3 is tainted: d7 was poisoned");
    assertThat(done("registry", "show")).contains("the champion v3 is tainted: d7 was poisoned");
    assertThat(json("registry", "show", "--output", "json").text("tainted", "v3"))
        .isEqualTo("d7 was poisoned");
    assertThat(done("registry", "show", "champion"))
        .contains("flights v3 · champion", "! tainted: d7 was poisoned");
    assertThat(done("registry", "show", "v3", "--format", "md"))
        .startsWith("# flights v3\n")
        .contains("- is the **champion**", "tainted: d7 was poisoned");
    assertThat(done("registry", "log")).contains("tainted", "d7 was poisoned");
    // The same again is no second event.
    done("registry", "taint", "v3", "--reason", "d7 was poisoned");
    List<Json> all = json("registry", "log", "--output", "json").list();
    assertThat(all).hasSize(7);
    assertThat(done("registry", "log", "--last", "2").lines().toList())
        .isEqualTo(done("registry", "log").lines().toList().subList(5, 7));
    assertThat(done("registry", "log", "--last", "99")).isEqualTo(done("registry", "log"));
  }

  @Test
  void aTaintedVersionComesBackOnlyByForceAndTheLogSaysSo() throws IOException {
    done("registry", "taint", "v2", "--reason", "d7 was poisoned");
    fails(
        1,
        "v2 (tainted: d7 was poisoned): roll back to another (v1), or say --force",
        "registry",
        "rollback",
        "--reason",
        "worse");
    assertThat(done("registry", "rollback", "--force", "--reason", "worse"))
        .contains("champion v2", "! the champion v2 is tainted");
    assertThat(done("registry", "log").lines().toList().get(7))
        .contains("! rolled-back", "champion v3 → v2", "worse");
    Json event = json("registry", "log", "--output", "json").list().get(7);
    assertThat(event.text("forced")).isEqualTo("true");
    assertThat(event.list("evidence", "overrides").get(0).text("reason"))
        .isEqualTo("d7 was poisoned");
  }

  @Test
  void aRollbackRestoresTheExactBytes() throws IOException {
    Path first = dir.resolve("first");
    done("registry", "get", "v2", "--to", first.toString());
    done("registry", "rollback", "--reason", "complaints");
    Path second = dir.resolve("second");
    assertThat(done("registry", "get", "champion", "--to", second.toString())).contains("v2 is in");
    for (String file : List.of("artifact", "encoder.json", "manifest.json")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
    assertThat(Files.readString(second.resolve("artifact"))).isEqualTo("model n2");
  }

  @Test
  void anExportIsSignedAndChecked() throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = pairs.generateKeyPair();
    Path key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    Path publicKey = pem("PUBLIC KEY", pair.getPublic().getEncoded());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    String file = dir.resolve("model.sig").toString();
    String model = dir.resolve("model").toString();
    done("registry", "get", "champion", "--to", model);
    Terminal.Answer exported =
        type("registry", "export", "champion", "--to", file, "--key", key.toString());
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(exported.out()).contains("flights v3: a signed statement in " + file);
    assertThat(exported.err())
        .contains("everybody on this machine can read " + key)
        .doesNotContain(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    String[] check = {
      "registry", "check-signature", file, "--key", publicKey.toString(), "--model-dir", model
    };
    assertThat(Terminal.typeAlone(check).out())
        .contains("the signature over flights-v3 is good", "✓ artifact", "✓ manifest.json");
    Files.writeString(Path.of(model, "artifact"), "another");
    Terminal.Answer changed = Terminal.typeAlone(check);
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out()).contains("✗ artifact was signed with SHA-256");
    fails(2, "is there already", "registry", "export", "v1", "--to", file);
    String plain = dir.resolve("statement.json").toString();
    assertThat(done("registry", "export", "v1", "--to", plain)).contains("an unsigned statement");
    assertThat(Json.read(Files.readString(Path.of(plain))).text("_type"))
        .isEqualTo("https://in-toto.io/Statement/v1");
    fails(
        1, "there is no such file", "registry", "export", "v1", "--to", model + ".x", "--key", "x");
  }

  private Path pem(String kind, byte[] der) throws IOException {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
    return Files.writeString(dir.resolve(kind.replace(' ', '-') + ".pem"), text);
  }

  @Test
  void aMirrorWantsATrackingServer() {
    fails(
        2,
        "expected the address of a tracking server, such as https://mlflow.example.org",
        "registry",
        "mirror",
        "--to",
        "file:///models");
    // The discard port: nobody listens there.
    fails(
        1,
        "http://127.0.0.1:9 does not answer: ",
        "registry",
        "mirror",
        "--to",
        "http://127.0.0.1:9");
  }

  @Test
  void aMirrorShowsWhatTheRegistrySays() throws IOException {
    done("registry", "taint", "v2", "--reason", "d7 was poisoned");
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path + " " + sent);
            boolean alias = path.endsWith("alias") && exchange.getRequestMethod().equals("GET");
            String answer =
                alias
                    ? "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"none\"}"
                    : "{\"model_version\":{\"version\":\"1\"}}";
            exchange.sendResponseHeaders(alias ? 400 : 200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
          }
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    assertThat(done("registry", "mirror", "--to", address))
        .contains("version v1 as 1", "alias champion is v3", "shows flights up to entry 7");
    server.stop(0);
    assertThat(asked)
        .anySatisfy(
            request ->
                assertThat(request)
                    .startsWith("POST /api/2.0/mlflow/model-versions/create ")
                    .contains("\"source\":\"nightjar://flights/v2\"")
                    .contains("{\"key\":\"nightjar.version\",\"value\":\"v2\"}")
                    .contains("{\"key\":\"nightjar.tainted\",\"value\":\"d7 was poisoned\"}")
                    .contains("{\"key\":\"nightjar.logSeq\",\"value\":\"7\"}")
                    .contains("nightjar.artifact", "nightjar.manifest"));
  }

  @Test
  void theLogIsTheAudit() throws IOException {
    done("registry", "promote", "v1", "--force", "--reason", "we need it");
    List<Json> events = json("registry", "log", "--output", "json").list();
    assertThat(events).hasSize(7);
    Json promoted = events.get(3);
    assertThat(promoted.text("type")).isEqualTo("promoted");
    assertThat(promoted.text("championBefore")).isEqualTo("v1");
    assertThat(promoted.text("championAfter")).isEqualTo("v2");
    assertThat(promoted.text("testSnapshot")).isEqualTo("snapshot 2");
    assertThat(promoted.text("evidence", "auc")).isEqualTo("0.7");
    assertThat(promoted.text("evidenceDigest")).isEqualTo(Digest.of("{\"auc\":0.7}").hex());
    assertThat(promoted.text("txnId")).hasSize(64);
    assertThat(promoted.text("actor")).isEqualTo("runner");
    assertThat(promoted.text("forced")).isEqualTo("false");
    Json forced = events.get(6);
    assertThat(forced.text("type")).isEqualTo("forced");
    assertThat(forced.text("forced")).isEqualTo("true");
    assertThat(forced.text("reason")).isEqualTo("we need it");
    assertThat(done("registry", "log").lines().toList().get(6))
        .startsWith("    7 ! forced       v1     champion v3 → v1  for 2011-06-03T00:00:00Z")
        .contains("evidence " + forced.text("evidenceDigest").substring(0, 12), "we need it");
  }

  @Test
  void whatAPersonDoesWantsAReason() {
    for (String[] words :
        new String[][] {
          {"promote", "v1", "--force"},
          {"rollback"},
          {"baseline", "v2"},
          {"taint", "v2"},
          {"retire", "v2"}
        }) {
      String[] blank = new String[words.length + 3];
      blank[0] = "registry";
      System.arraycopy(words, 0, blank, 1, words.length);
      blank[words.length + 1] = "--reason";
      blank[words.length + 2] = " ";
      fails(2, "--reason is empty", blank);
    }
    assertThat(done("registry", "show")).contains("champion v3 · previous v2 · baseline v1");
  }

  @Test
  void theRetiredAreOutForEver() {
    assertThat(done("registry", "retire", "previous", "--reason", "too slow"))
        .contains("champion v3 · previous v1");
    assertThat(done("registry", "show", "v2")).contains("! retired: too slow");
    fails(1, "v2 of flights is retired", "registry", "promote", "v2", "--force", "--reason", "x");
    fails(1, "v3 is the champion", "registry", "retire", "v3", "--reason", "x");
  }

  @Test
  void aCardOfAVersionThatNoNightDecided() throws IOException {
    assertThat(done("registry", "show", "v2"))
        .contains("predicts", "late: delay >= 15", "logistic: l2 0.1", "none that could be read")
        .containsIgnoringWhitespaces(
            "from the night 2011-06-02T00:00:00Z (promoted, entry 4), after v1,"
                + " until the night 2011-06-03T00:00:00Z, before v3");
    Json card = json("registry", "show", "v2", "--format", "json");
    assertThat(card.text("version")).isEqualTo("v2");
    assertThat(card.list("reigns").get(0).text("successor")).isEqualTo("v3");
    fails(2, "--format is for a model card", "registry", "show", "--format", "md");
    fails(1, "has no version v9", "registry", "show", "v9");
  }

  @Test
  void verifyNamesWhatIsDamaged() throws IOException {
    assertThat(done("registry", "verify"))
        .contains("flights: 6 entries, 3 manifests, 7 further objects, ", " kB read")
        .contains("everything is as it was written");
    Candidate candidate;
    try (DirectoryStore store = DirectoryStore.open(dir.resolve("store"))) {
      candidate = registry(store).candidate("v2");
    }
    Path blob = dir.resolve("store").resolve(Blobs.key(candidate.artifact()).path());
    Files.writeString(blob, "model n3");
    Path entry = dir.resolve("store/models/flights/log/00000000000000000002.json");
    Digest whole = Digest.of(entry);
    Files.writeString(entry, Files.readString(entry).replace("better", "bitter"));
    Terminal.Answer answer = type("registry", "verify");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .contains("damaged   " + Blobs.key(candidate.artifact()) + " (model of v2)")
        .contains("expected  SHA-256 " + candidate.artifact())
        .contains("found     SHA-256 " + Digest.of("model n3"))
        .contains(
            "models/flights/log/00000000000000000002.json (entry 2, by what the next one says)")
        .contains("expected  SHA-256 " + whole)
        .contains("2 objects are damaged");
    Terminal.Answer document = type("registry", "verify", "--output", "json");
    assertThat(document.code()).isEqualTo(1);
    assertThat(Json.read(document.out()).list("damages")).hasSize(2);
  }
}
