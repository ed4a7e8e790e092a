package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words why a directory could not be written to. */
final class DiskTrouble {

  private static final long BLOCK = 1 << 16;

  private DiskTrouble() {}

  /** Nothing was written of something that needs so many bytes. */
  static NotWrittenException notWritten(String what, Path directory, long bytes, IOException e) {
    return new NotWrittenException("could not write " + what + ": " + why(directory, bytes, e), e);
  }

  /** Something could not be removed. */
  static IOException notRemoved(String what, Path directory, IOException e) {
    return new IOException("could not remove " + what + " from " + directory + ": " + reason(e), e);
  }

  /** The file system has no hard links. */
  static NotWrittenException noHardLinks(Path directory, IOException e) {
    return new NotWrittenException(
        "the file system of "
            + directory
            + " has no hard links, without which two writers cannot be told apart:"
            + " put the store on a local disk (ext4, xfs, btrfs, apfs, ntfs) or on S3",
        e);
  }

  /** The last step of writing failed: perhaps for lack of hard links, perhaps half done. */
  static IOException notLinked(ObjectKey key, Path directory, IOException e) {
    String reason = reason(e);
    if (reason.contains("not supported") || reason.contains("not permitted")) {
      return noHardLinks(directory, e);
    }
    return new IOException(
        "not known whether " + key + " was written in " + directory + ": " + reason, e);
  }

  private static String why(Path directory, long bytes, IOException e) {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      if (free < bytes + BLOCK && !(e instanceof AccessDeniedException)) {
        return "the disk is full (" + bytes + " bytes needed, " + free + " free): " + reason(e);
      }
    } catch (IOException unknown) {
      e.addSuppressed(unknown);
    }
    return reason(e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    if (e instanceof NoSuchFileException gone) {
      return gone.getFile() + " is not there";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason() + " (" + file.getFile() + ")";
    }
    return String.valueOf(e.getMessage());
  }
}
