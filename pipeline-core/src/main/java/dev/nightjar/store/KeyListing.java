package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Walks a directory for its objects. Symbolic links, hidden files and odd names are none. */
final class KeyListing extends SimpleFileVisitor<Path> {

  private final Path root;
  private final String after;
  private final List<ObjectKey> keys = new ArrayList<>();

  private KeyListing(Path root, String after) {
    this.root = root;
    this.after = after;
  }

  static List<ObjectKey> of(Path root, String folder, String after) throws IOException {
    Path start = folder.isEmpty() ? root : new DurableFolders(root).real(new ObjectKey(folder));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    KeyListing listing = new KeyListing(root, after);
    Files.walkFileTree(start, listing);
    Collections.sort(listing.keys);
    return List.copyOf(listing.keys);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    String name = name(folder);
    if (name.isEmpty()) {
      return FileVisitResult.CONTINUE;
    }
    // Every key in the folder begins with its name and a slash, and '0' comes right behind '/'.
    boolean before = (name + "0").compareTo(after) <= 0;
    return before || !ObjectKey.isKey(name)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = name(file);
    if (attributes.isRegularFile() && name.compareTo(after) > 0 && ObjectKey.isKey(name)) {
      keys.add(new ObjectKey(name));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
