/** Makes what was renamed or removed in a folder durable. */
import { open } from "node:fs/promises";

/** Forces a folder's entries to disk. Rejects with the system's error. */
export async function forceToDisk(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
