/** Rspamd's own log file: its stamp, then `#process(worker) `. */
import { behind, ownFile } from "./own-file.ts";

const head = /^#\d{1,12}\(\w{1,40}\) /;

export const rspamdFile = ownFile("rspamd", (line, from) => behind(line, from, head, 100));
