/** Who comes by the web: whether he may, how it is written down, and by what it is encrypted. */
import { membership } from "../net/listener.ts";
import type { TlsIdentity } from "../net/tls-identity.ts";
import type { SmtpHooks } from "../smtp/hooks.ts";
import type { Intrusion } from "./intrusion.ts";
import type { Ledger } from "./ledger.ts";
import { derived } from "./listeners.ts";
import type { SettingsDesk } from "./settings-desk.ts";
import { createWebLog, type WebLog } from "./web-log.ts";

export interface WebGate extends WebLog {
  /** What a blocked address is told; undefined for any other. */
  readonly blocked: (ip: string) => string | undefined;
  /** Is it a proxy before the page, as the settings have them? */
  readonly isProxy: (ip: string) => boolean;
  readonly identity: TlsIdentity | undefined;
  readonly nextId: () => string;
}

interface WebGateOptions extends Pick<WebGate, "identity" | "nextId"> {
  readonly settings: SettingsDesk;
  readonly ledger: Ledger;
  readonly intrusion: Intrusion;
  readonly now: () => number;
}

export function openWebGate({ settings, ledger, intrusion, identity, nextId, now }: WebGateOptions): WebGate {
  const node = String(settings.config().server.node);
  const isProxy = derived(settings.config, ({ web }) => membership(web.proxies));
  return {
    ...createWebLog({ emit: ledger.emit, written: ledger.written, nextId, node, now }),
    ...{ blocked: blockedBy(intrusion.hooks.mayConnect), identity, nextId },
    isProxy: (ip) => isProxy()(ip),
  };
}

/** What counts at the page is what is abused there: logins, and what an administrator blocked. */
const blockedBy =
  (mayConnect: Required<SmtpHooks>["mayConnect"]): WebGate["blocked"] =>
  (ip) => {
    const barrier = mayConnect(ip, "submission");
    return barrier === undefined || barrier === "cut" || barrier.verbs ? undefined : barrier.reply.text;
  };
