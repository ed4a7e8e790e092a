package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Walks a directory for its objects. Symbolic links, hidden files and odd names are none. */
final class KeyListing {

  private final String after;
  private final List<ObjectKey> keys = new ArrayList<>();

  private KeyListing(String after) {
    this.after = after;
  }

  /** The keys below a real folder; its key ends with a slash, or is empty for the root. */
  static List<ObjectKey> of(Path folder, String key, String after) throws IOException {
    KeyListing listing = new KeyListing(after);
    listing.walk(folder, key);
    Collections.sort(listing.keys);
    return List.copyOf(listing.keys);
  }

  private void walk(Path folder, String key) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        visit(child, key + child.getFileName());
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // No such folder: no keys.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void visit(Path child, String key) throws IOException {
    // A name is looked at more closely only when keys behind `after` may begin with it: a log has
    // thousands of entries of which the last are new.
    boolean behind = key.compareTo(after) > 0;
    if ((!behind && !after.startsWith(key)) || !ObjectKey.isKey(key)) {
      return;
    }
    BasicFileAttributes file;
    try {
      file = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    }
    if (file.isDirectory()) {
      walk(child, key + "/");
    } else if (file.isRegularFile() && behind) {
      keys.add(new ObjectKey(key));
    }
  }
}
