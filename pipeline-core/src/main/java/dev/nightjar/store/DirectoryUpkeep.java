package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Housekeeping of a directory. Symbolic links are never followed. */
final class DirectoryUpkeep implements StoreUpkeep {

  private final Path root;
  private final DurableFolders folders;
  private final TempFiles temp;

  DirectoryUpkeep(Path root, DurableFolders folders, TempFiles temp) {
    this.root = root;
    this.folders = folders;
    this.temp = temp;
  }

  @Override
  public List<Stored> objects(String folder) throws IOException {
    List<ObjectKey> keys =
        folder.isEmpty()
            ? KeyListing.of(root, "", "")
            : KeyListing.of(folders.real(new ObjectKey(folder)), folder + "/", "");
    List<Stored> objects = new ArrayList<>();
    for (ObjectKey key : keys) {
      try {
        BasicFileAttributes file = attributes(root.resolve(key.path()));
        objects.add(new Stored(key, file.size(), file.lastModifiedTime().toInstant()));
      } catch (NoSuchFileException e) {
        // Removed meanwhile.
      }
    }
    return List.copyOf(objects);
  }

  @Override
  public void remove(ObjectKey key) throws IOException {
    Path file = folders.real(key);
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("could not remove " + key + ": " + file + " is a folder of objects");
    }
    try {
      Files.delete(file);
    } catch (NoSuchFileException e) {
      // Gone, perhaps by a call that was killed before it had synced the folder.
    } catch (IOException e) {
      throw DiskTrouble.notRemoved(key.path(), root, e);
    }
    Path above = DurableFolders.above(file);
    if (Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
      folders.sync(above);
    }
  }

  @Override
  public List<Unfinished> unfinished() throws IOException {
    return temp.all();
  }

  @Override
  public void abandon(Unfinished unfinished) throws IOException {
    try {
      temp.abandon(unfinished.name());
    } catch (IOException e) {
      throw DiskTrouble.notRemoved(unfinished.name(), root, e);
    }
  }

  /** The clock of the file system, which may be another machine's. */
  @Override
  public Instant now() throws IOException {
    try {
      Path file = temp.write(new byte[0]);
      Instant now = attributes(file).lastModifiedTime().toInstant();
      temp.remove(file);
      return now;
    } catch (IOException e) {
      throw DiskTrouble.notWritten("a temporary file in " + root, root, 0, e);
    }
  }

  @Override
  public OptionalLong free() throws IOException {
    return OptionalLong.of(Files.getFileStore(root).getUsableSpace());
  }

  @Override
  public List<String> strangers() throws IOException {
    return Strangers.below(root, temp.folder());
  }

  @Override
  public List<Capability> probe() {
    List<Capability> tried = new ArrayList<>();
    Path written;
    try {
      written = temp.write(new byte[] {1});
      tried.add(new Capability("write", true, "files can be written in " + root));
    } catch (IOException e) {
      String why = DiskTrouble.notWritten("to " + root, root, 1, e).getMessage();
      tried.add(
          new Capability("write", false, why + ": make room, or let this user write to " + root));
      return List.copyOf(tried);
    }
    tried.add(createOnly(written));
    temp.remove(written);
    return List.copyOf(tried);
  }

  private Capability createOnly(Path written) {
    Path link = written.resolveSibling(written.getFileName() + "~link");
    try {
      Files.createLink(link, written);
      try {
        Files.createLink(link, written);
        return new Capability(
            "create-only",
            false,
            "the file system of "
                + root
                + " let a second writer take a name: put the store on a local disk or on S3");
      } catch (FileAlreadyExistsException e) {
        folders.sync(DurableFolders.above(link));
        return new Capability("create-only", true, "of two writers of a name one wins");
      }
    } catch (IOException | UnsupportedOperationException e) {
      IOException cause = e instanceof IOException io ? io : new IOException(e);
      return new Capability(
          "create-only", false, String.valueOf(DiskTrouble.noHardLinks(root, cause).getMessage()));
    } finally {
      temp.remove(link);
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
