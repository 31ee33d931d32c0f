/** Pieces of what is kept, packed by zstd, with a checksum that finds what a disk has changed. */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

const packing = {
  chunkSize: 64 * 1024,
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};

export const packed = (bytes: Buffer): Buffer => zstdCompressSync(bytes, packing);

/** Undefined for a piece that is damaged. */
export function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return zstdDecompressSync(bytes);
  } catch {
    return undefined;
  }
}
