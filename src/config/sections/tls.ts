/** Certificates. TLS is 1.2 at least, with ciphers that have forward secrecy. */
import { z } from "zod";
import { setting } from "../setting.ts";

export const tls = z.strictObject({
  certificates: setting(
    z
      .array(
        z.strictObject({
          certificate: z.string().min(1),
          key: z.string().min(1),
        }),
      )
      .default([{ certificate: "certificate.pem", key: "private-key.pem" }]),
    "PEM files, absolute or below the data folder; each is used for the names that stand in it, the first for all others; none: no TLS.",
  ),
});
