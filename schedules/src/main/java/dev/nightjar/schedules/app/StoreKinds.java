package dev.nightjar.schedules.app;

import dev.nightjar.jobs.config.StoreSettings;
import dev.nightjar.jobs.s3.ProbeNotes;
import dev.nightjar.jobs.s3.S3Options;
import dev.nightjar.jobs.s3.S3Options.Checksums;
import dev.nightjar.jobs.s3.S3Store;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Stores;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/** The kinds of object store, and how the settings of a workspace open them. */
final class StoreKinds {

  private StoreKinds() {}

  /** The catalogue, for a workspace with these settings and this scratch folder. */
  static Stores of(StoreSettings settings, Path scratch, InstantSource clock) {
    return new Stores(
        new Directories(clock),
        Map.of("s3", new S3(settings, new ProbeNotes(scratch.resolve("probed"), clock))));
  }

  private record Directories(InstantSource clock) implements Stores.Kind {

    @Override
    public void check(String address) {
      if (directory(address).toString().isBlank()) {
        throw new IllegalArgumentException("expected a directory, found nothing");
      }
    }

    private static Path directory(String address) {
      try {
        return Path.of(address);
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(address + " is no directory: " + e.getReason(), e);
      }
    }

    @Override
    public ObjectStore open(String address) throws IOException {
      return DirectoryStore.open(directory(address), clock);
    }
  }

  /** The SDK is loaded only when such a store is opened. */
  private record S3(StoreSettings settings, ProbeNotes notes) implements Stores.Kind {

    @Override
    public void check(String address) {
      options(address);
    }

    @Override
    public ObjectStore open(String address) throws IOException {
      return S3Store.open(options(address), notes);
    }

    private S3Options options(String address) {
      S3Options options =
          S3Options.at(address)
              .withChecksums(Checksums.valueOf(settings.checksums().toUpperCase(Locale.ROOT)));
      if (settings.endpoint() != null) {
        options = options.withEndpoint(settings.endpoint());
      }
      if (settings.region() != null) {
        options = options.withRegion(settings.region());
      }
      if (settings.pathStyle() != null) {
        options = options.withPathStyle(settings.pathStyle());
      }
      return settings.timeout() == null ? options : options.withTimeout(settings.timeout());
    }
  }
}
