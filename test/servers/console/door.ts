/** A door before the page that can be shut: every connection breaks, and no other is let in until it is opened again. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Door {
  /** The page's address behind it. */
  readonly address: string;
  readonly shut: () => void;
  readonly open: () => void;
  readonly remove: () => Promise<void>;
}

export async function buildDoor(site: string): Promise<Door> {
  const through = new Set<Socket>();
  let isShut = false;
  const server = createServer((visitor) => {
    if (isShut) return visitor.destroy();
    const inside = connect(Number(new URL(site).port), "127.0.0.1");
    for (const [one, other] of [
      [visitor, inside],
      [inside, visitor],
    ] as const) {
      through.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => through.delete(one) && other.destroy());
      one.pipe(other);
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const shut = () => {
    isShut = true;
    for (const one of through) one.destroy();
  };
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shut,
    open: () => {
      isShut = false;
    },
    remove: async () => {
      shut();
      await once(server.close(), "close");
    },
  };
}
