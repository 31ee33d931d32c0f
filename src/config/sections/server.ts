/** Settings of the machine as a whole, and of the program that runs there. */
import { z } from "zod";
import { Zone } from "../../base/zone.ts";
import { atRestart, host, seconds, setting } from "../setting.ts";

export const server = z.strictObject({
  hostname: setting(
    z.hostname().default("mail.example.test"),
    "Full host name, said in greetings and Received lines.",
    {
      name: "C_Mail_SMTP_General_HostName",
    },
  ),
  node: atRestart(
    setting(z.int().min(1).max(255).default(1), "Number of this machine among several, 1 to 255; part of every id."),
  ),
  nodes: setting(
    z.array(host()).max(100).default([]),
    "Our other machines, by name, address or network: intrusion prevention never blocks them.",
  ),
  zone: atRestart(
    setting(
      z.string().refine(isZone, "no such time zone").default(""),
      "Time zone of the log (Europe/Rome); empty: the machine's own.",
    ),
  ),
  user: atRestart(
    setting(
      z.string().max(64).default(""),
      "User of this machine that a server started as root goes on as, once its ports are open; he owns the data folder.",
    ),
  ),
  allowRoot: atRestart(
    setting(z.boolean().default(false), "Whether the server may go on as root where others can reach it."),
  ),
  graceSeconds: setting(
    seconds(30, 0, 3_600),
    "Time that messages under way get when the server is stopped; those that are idle are told so at once.",
  ),
});

/** Empty is the machine's own. */
function isZone(name: string): boolean {
  try {
    return name === "" || new Zone(name).name !== "";
  } catch {
    return false;
  }
}
