/** Settings of the machine as a whole. */
import { z } from "zod";
import { setting } from "../setting.ts";

export const server = z.strictObject({
  hostname: setting(
    z.hostname().default("mail.example.test"),
    "Full host name, said in greetings and Received lines.",
    {
      name: "C_Mail_SMTP_General_HostName",
    },
  ),
  node: setting(
    z.int().min(1).max(255).default(1),
    "Number of this machine among several, 1 to 255; part of every id.",
  ),
  zone: setting(z.string().default(""), "Time zone of the log (Europe/Rome); empty: the machine's own."),
});
