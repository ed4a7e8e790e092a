package dev.nightjar.jobs.s3;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Part of a file, as often as it must be sent; the file is read, never held in memory. */
record FileRegion(Path file, long from, long length) implements ContentStreamProvider {

  private static final int BUFFER = 1 << 16;

  /** The region as what a request sends. */
  RequestBody body() {
    return RequestBody.fromContentProvider(this, length, "application/octet-stream");
  }

  @Override
  public InputStream newStream() {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channel.position(from);
      return new Limited(new BufferedInputStream(Channels.newInputStream(channel), BUFFER), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends after so many bytes. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int b = left > 0 ? super.read() : -1;
      left -= b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int n = super.read(buffer, offset, (int) Math.min(wanted, left));
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(Math.min(n, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
