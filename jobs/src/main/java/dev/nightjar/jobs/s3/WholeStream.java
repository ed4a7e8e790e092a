package dev.nightjar.jobs.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * All bytes of an object, or an error: when a connection breaks off, the JDK's client only ends.
 * The rest is then asked for again, a few times.
 */
final class WholeStream extends InputStream {

  private static final int RESUMPTIONS = 3;

  private final String what;
  private final Source source;
  private final long length;
  private final String tag;
  private ResponseInputStream<GetObjectResponse> in;
  private long seen;
  private int resumed;

  /** Asks for an object. */
  interface Source {
    /**
     * The object's bytes from this one on.
     *
     * @param tag of the object that is meant; empty the first time
     */
    ResponseInputStream<GetObjectResponse> from(long at, String tag) throws IOException;
  }

  WholeStream(String what, Source source) throws IOException {
    this.what = what;
    this.source = source;
    this.in = source.from(0, "");
    this.length = in.response().contentLength();
    this.tag = String.valueOf(in.response().eTag());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    while (true) {
      IOException broken = null;
      try {
        int n = in.read(buffer, offset, wanted);
        if (n >= 0) {
          seen += n;
          return n;
        }
        if (seen >= length) {
          return -1;
        }
      } catch (IOException e) {
        broken = e;
      }
      resume(broken);
    }
  }

  private void resume(@Nullable IOException broken) throws IOException {
    IOException error =
        new IOException(what + " broke off after " + seen + " of " + length + " bytes", broken);
    in.abort();
    if (++resumed > RESUMPTIONS) {
      throw error;
    }
    in = source.from(seen, tag);
    if (in.response().contentRange() == null && seen > 0) {
      in.abort();
      throw error;
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
    // Closing would read what is left.
    if (seen < length) {
      in.abort();
    } else {
      in.close();
    }
  }
}
