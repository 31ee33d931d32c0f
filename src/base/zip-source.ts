/** A file as the zip library reads it. What it has for the Blobs of Node sees no more than 4 GiB of one. */
import type { FileHandle } from "node:fs/promises";
import { Reader } from "@zip.js/zip.js";

/** Whoever opened the handle closes it. */
export class ZipSource extends Reader<FileHandle> {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, sizeBytes: number) {
    super(handle);
    this.#handle = handle;
    this.size = sizeBytes;
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.min(length, this.size - offset));
    const { bytesRead } = await this.#handle.read(bytes, 0, bytes.length, offset);
    return bytes.subarray(0, bytesRead);
  }
}
