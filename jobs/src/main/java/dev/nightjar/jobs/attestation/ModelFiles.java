package dev.nightjar.jobs.attestation;

import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder that holds a model. */
final class ModelFiles {

  /** As the specification sorts names: by code point, not by UTF-16 unit. */
  static final Comparator<String> BY_CODE_POINT =
      (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  private ModelFiles() {}

  /**
   * The files below the folder with their digests, by name.
   *
   * @param ignored paths below the folder that are left out, with all below them
   * @param signature left out too, if it lies in the folder
   * @throws SignatureException when there is a symbolic link, which could lead anywhere
   */
  static SortedMap<String, Digest> of(Path folder, Set<String> ignored, Path signature)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder + " (expected a folder that holds a model)");
    }
    Path itself = signature.toAbsolutePath().normalize();
    SortedMap<String, Digest> digests = new TreeMap<>(BY_CODE_POINT);
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.filter(path -> !path.equals(folder)).toList();
    }
    for (Path path : found) {
      String name = name(folder, path);
      if (isIgnored(name, ignored) || path.toAbsolutePath().normalize().equals(itself)) {
        continue;
      }
      if (Files.isSymbolicLink(path)) {
        throw new SignatureException(path + " is a symbolic link: a signed model has none");
      }
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        digests.put(name, Digest.of(path));
      }
    }
    return digests;
  }

  private static String name(Path folder, Path file) {
    StringBuilder name = new StringBuilder();
    for (Path part : folder.relativize(file)) {
      name.append(name.isEmpty() ? "" : "/").append(part);
    }
    return name.toString();
  }

  private static boolean isIgnored(String name, Set<String> ignored) {
    return ignored.stream().anyMatch(i -> name.equals(i) || name.startsWith(i + "/"));
  }
}
