/** PLAIN: name and password in one message (RFC 4616). */
import type { Asked, Mechanism, Step } from "../sasl.ts";

function read(message: Buffer, { checkPassword }: Asked): Step | Promise<Step> {
  const [authorisation, name, password, ...more] = message.toString("utf8").split("\0");
  if (!name || !password || more.length > 0) return undefined;
  // To act for another needs a right that nobody has here; the same name twice is common.
  const foreign = authorisation !== "" && authorisation?.toLowerCase() !== name.toLowerCase();
  return foreign ? undefined : checkPassword(name, password);
}

export const plain: Mechanism = {
  start: (initial, asked) =>
    initial ? read(initial, asked) : { challenge: "", next: (answer) => read(answer, asked) },
};
