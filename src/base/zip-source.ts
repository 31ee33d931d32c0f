/** A file as the zip library reads it. What it has for the Blobs of Node sees no more than 4 GiB of one. */
import { type FileHandle, open, stat } from "node:fs/promises";
import { Reader } from "@zip.js/zip.js";

export class ZipSource extends Reader<undefined> {
  readonly #read: (bytes: Uint8Array, offset: number) => Promise<number>;

  private constructor(sizeBytes: number, read: (bytes: Uint8Array, offset: number) => Promise<number>) {
    super(undefined);
    this.size = sizeBytes;
    this.#read = read;
  }

  /** Of an open file; whoever opened it closes it. */
  static ofHandle(handle: FileHandle, sizeBytes: number): ZipSource {
    return new ZipSource(
      sizeBytes,
      async (bytes, offset) => (await handle.read(bytes, 0, bytes.length, offset)).bytesRead,
    );
  }

  /** Of a file that is opened for each reading, so that nobody has to say when he needs it no more. */
  static async ofFile(path: string): Promise<ZipSource> {
    const { size } = await stat(path);
    return new ZipSource(size, async (bytes, offset) => {
      const handle = await open(path);
      try {
        return (await handle.read(bytes, 0, bytes.length, offset)).bytesRead;
      } finally {
        await handle.close();
      }
    });
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.min(length, this.size - offset));
    return bytes.subarray(0, await this.#read(bytes, offset));
  }
}
