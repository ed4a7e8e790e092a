package dev.nightjar.schedules.app;

import dev.nightjar.jobs.attestation.ModelSignatures;
import dev.nightjar.jobs.attestation.ModelSigner;
import dev.nightjar.jobs.attestation.Resource;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.schedules.RegistryService.Exported;
import dev.nightjar.schedules.SignatureService;
import dev.nightjar.store.Blobs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements about the files that {@code registry get} writes. */
final class ModelExports implements SignatureService {

  static Exported export(
      LocalPlaces places, ModelRegistry registry, String version, Path to, @Nullable Path key)
      throws IOException {
    if (Files.exists(to)) {
      throw new IllegalArgumentException(to + " is there already: name a new file");
    }
    ModelVersion meant = registry.state().version(version);
    Candidate candidate = registry.candidate(meant.name());
    Blobs blobs = new Blobs(places.store());
    blobs.verify(candidate.artifact());
    blobs.verify(candidate.encoder());
    List<Resource> files =
        List.of(
            new Resource("artifact", candidate.artifact()),
            new Resource("encoder.json", candidate.encoder()),
            new Resource("manifest.json", meant.manifest()));
    String name = registry.state().model() + "-" + meant.name();
    @Nullable ModelSigner signer = key == null ? null : new ModelSigner(key);
    write(to, signer == null ? ModelSigner.unsigned(name, files) : signer.sign(name, files));
    return new Exported(
        registry.state().model(),
        meant.name(),
        to.toString(),
        signer != null,
        signer != null && signer.isReadByAll());
  }

  /** All of it or nothing, and never over another file. */
  private static void write(Path to, byte[] content) throws IOException {
    Path whole = to.toAbsolutePath();
    Path part = whole.resolveSibling("." + whole.getFileName() + ".part");
    try {
      Files.write(part, content, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      Files.createLink(whole, part);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(to + " is there already: name a new file", e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public Checked check(Path bundle, Path publicKey, Path folder) throws IOException {
    ModelSignatures.Checked checked = ModelSignatures.check(bundle, publicKey, folder);
    return new Checked(checked.model(), checked.files(), checked.findings());
  }
}
