/** A real Exim, which receives for its own and sends for those who log in. */
import { type Exim, startExim } from "../exim.ts";
import { hosts } from "./hosts.ts";

export interface EximSite {
  readonly exim: Exim;
  readonly port: number;
  readonly logs: readonly string[];
  stop(): Promise<void>;
}

const remote = [
  "takes.example",
  "bigmail.example",
  "postfix.example",
  "overload.example",
  "cuts.example",
  "down.example",
  "refuses.test",
];

export async function startEximSite(): Promise<EximSite> {
  const routes = Object.fromEntries(remote.map((domain) => [domain, `${hosts[domain]?.ip}::25`]));
  const exim = await startExim(
    { ...routes, "takes.test": routes["takes.example"] ?? "", "sender.example": routes["takes.example"] ?? "" },
    "",
    false,
  );
  return { exim, port: exim.port, logs: [exim.path("main")], stop: exim.stop };
}
