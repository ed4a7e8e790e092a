package dev.nightjar.jobs.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.util.Arrays;

/** The native library that packs Parquet files. */
public final class Compression {

  private Compression() {}

  /**
   * Packs and unpacks a little, and gives the library's version.
   *
   * @throws IOException when what comes out is not what went in
   * @throws LinkageError when there is no library for this machine
   */
  public static String version() throws IOException {
    byte[] plain = new byte[4096];
    byte[] packed = Zstd.compress(plain);
    if (!Arrays.equals(Zstd.decompress(packed, plain.length), plain)) {
      throw new IOException("zstd does not give back what it was given");
    }
    return ZstdVersion.VERSION;
  }
}
