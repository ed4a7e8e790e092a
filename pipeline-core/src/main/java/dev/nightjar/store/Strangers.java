package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds what in a directory is no object: symbolic links, hidden files, odd names. */
final class Strangers extends SimpleFileVisitor<Path> {

  private final Path root;
  private final Path temporary;
  private final List<String> names = new ArrayList<>();

  private Strangers(Path root, Path temporary) {
    this.root = root;
    this.temporary = temporary;
  }

  /** Names below the root, in order; not those in the folder of temporary files. */
  static List<String> below(Path root, Path temporary) throws IOException {
    Strangers strangers = new Strangers(root, temporary);
    Files.walkFileTree(root, strangers);
    Collections.sort(strangers.names);
    return List.copyOf(strangers.names);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (folder.equals(temporary)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (folder.equals(root) || ObjectKey.isKey(name(folder))) {
      return FileVisitResult.CONTINUE;
    }
    names.add(name(folder));
    return FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!attributes.isRegularFile() || !ObjectKey.isKey(name(file))) {
      names.add(name(file));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    if (Files.exists(file)) {
      names.add(name(file));
    }
    return FileVisitResult.CONTINUE;
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }
}
