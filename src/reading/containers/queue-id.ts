/** dma puts a queue id where other programs have the number of their process. */
import { Buffer } from "node:buffer";

/** Two hexadecimal numbers, or of a message alone one, which has a letter: what has digits alone may be a number of a process. */
const shape = /^(?=.{0,40}[a-f.])[0-9a-f]{1,16}(?:\.[0-9a-f]{1,16})?$/;

export const isQueueId = (program: string | undefined, id: string | undefined): id is string =>
  program === "dma" && id !== undefined && shape.test(id);

/** As a syslog file has it, `dma[17a85a.5634312a2980]: text`: there it stays with the text. */
export const withQueueId = (id: string, text: Buffer): Buffer => Buffer.concat([Buffer.from(`[${id}]: `), text]);
