package dev.nightjar.jobs.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Zstandard and no compression, without Hadoop's codecs. Thread-safe: holds no state. */
final class ZstdCodecs implements CompressionCodecFactory {

  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    requireKnown(name);
    return new Compressor(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    requireKnown(name);
    return new Decompressor(name);
  }

  @Override
  public void release() {}

  private static void requireKnown(CompressionCodecName name) {
    if (name != CompressionCodecName.ZSTD && name != CompressionCodecName.UNCOMPRESSED) {
      throw new UnsupportedOperationException("compressed with " + name + ", not with ZSTD");
    }
  }

  private record Compressor(CompressionCodecName name) implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return name == CompressionCodecName.ZSTD
          ? BytesInput.from(Zstd.compress(bytes.toInputStream().readAllBytes(), LEVEL))
          : bytes;
    }

    @Override
    public CompressionCodecName getCodecName() {
      return name;
    }

    @Override
    public void release() {}
  }

  private record Decompressor(CompressionCodecName name) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      if (name != CompressionCodecName.ZSTD) {
        return bytes;
      }
      return BytesInput.from(unpack(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer in, int packedSize, ByteBuffer out, int size)
        throws IOException {
      byte[] packed = new byte[packedSize];
      in.get(packed);
      out.put(name == CompressionCodecName.ZSTD ? unpack(packed, size) : packed);
    }

    private static byte[] unpack(byte[] packed, int size) throws IOException {
      byte[] plain = new byte[size];
      long n = Zstd.decompressByteArray(plain, 0, size, packed, 0, packed.length);
      if (Zstd.isError(n) || n != size) {
        throw new IOException("a page of " + size + " bytes cannot be unpacked");
      }
      return plain;
    }

    @Override
    public void release() {}
  }
}
