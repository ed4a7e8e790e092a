package dev.nightjar.jobs.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails when a connection breaks off before all bytes came: the JDK's client only ends then. */
final class WholeStream extends FilterInputStream {

  private final String what;
  private final long length;
  private final Runnable hangUp;
  private long seen;

  /**
   * A stream of so many bytes.
   *
   * @param hangUp closes the connection without reading what is left
   */
  WholeStream(InputStream in, String what, long length, Runnable hangUp) {
    super(in);
    this.what = what;
    this.length = length;
    this.hangUp = hangUp;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? -1 : 1);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    int n = super.read(buffer, offset, wanted);
    count(n);
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    seen += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int n) throws IOException {
    seen += Math.max(n, 0);
    if (n < 0) {
      requireAll(what, seen, length);
    }
  }

  /** Throws when fewer bytes came than were announced. */
  static void requireAll(String what, long seen, long length) throws IOException {
    if (seen < length) {
      throw new IOException(what + " broke off after " + seen + " of " + length + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    if (seen < length) {
      hangUp.run();
    } else {
      super.close();
    }
  }
}
