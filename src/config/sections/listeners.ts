/** Where the server listens: for mail from others, for its own users, and for delivery by programs on this machine. */
import { z } from "zod";
import { type ApiVariable, atRestart, setting } from "../setting.ts";

/** A port that is open stays as it is until the server is started again. */
const listening = <T extends z.ZodType>(schema: T, description: string, variable?: ApiVariable): T =>
  atRestart(setting(schema, description, variable));

const loopback = "127.0.0.1";
const address = () =>
  listening(
    z.union([z.ipv4(), z.ipv6()]).default(loopback),
    "Address to listen on; 127.0.0.1 is reachable from this machine only, :: is every address.",
  );
const port = (byDefault: number, name?: string) =>
  listening(
    z.int().min(0).max(65_535).default(byDefault),
    "Port to listen on; 0: any free one.",
    name === undefined ? undefined : { name },
  );
const enabled = (byDefault: boolean) => listening(z.boolean().default(byDefault), "Whether this listener is open.");
const proxies = () =>
  listening(
    z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])).default([]),
    "Addresses or networks of proxies that must begin with a PROXY header (version 1 or 2); empty: no proxy, no header.",
  );

export const listeners = z.strictObject({
  /** Mail from other servers. */
  mx: z
    .strictObject({
      enabled: enabled(true),
      address: address(),
      port: port(2525, "C_System_Services_SMTP_Port"),
      proxies: proxies(),
    })
    .prefault({}),
  /** Mail of our users, encrypted by STARTTLS. */
  submission: z
    .strictObject({
      enabled: enabled(true),
      address: address(),
      port: port(2587, "C_System_Services_SMTP_AltPort"),
      proxies: proxies(),
    })
    .prefault({}),
  /** Mail of our users, encrypted from the first byte. */
  submissions: z
    .strictObject({
      enabled: enabled(true),
      address: address(),
      port: port(2465, "C_System_Services_SMTP_SSLPort"),
      proxies: proxies(),
    })
    .prefault({}),
  /** Delivery by another mail server on this machine. */
  lmtp: z
    .strictObject({
      enabled: enabled(false),
      socket: listening(
        z.string().default("lmtp.sock"),
        "Unix socket, absolute or below the data folder; empty: loopback on the port below.",
      ),
      port: port(2424),
    })
    .prefault({}),
});
