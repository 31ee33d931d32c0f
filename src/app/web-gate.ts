/** Who comes by the web: whether he may, how it is written down, and by what it is encrypted. */
import { ConnectionCount, type ConnectionLimits } from "../net/connection-count.ts";
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
  /** Counts a connection from that address; gives what counts it off again, undefined where it or its network has too many. */
  readonly enter: (ip: string) => (() => void) | undefined;
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

/** A page that is open holds two: an office behind one address has its places, and nobody takes those of all. */
const crowdLimits: ConnectionLimits = {
  connections: Number.POSITIVE_INFINITY,
  connectionsPerPeer: 200,
  connectionsPerNetwork: 400,
};
/** So often it is written down at most that somebody was turned away. */
const toldMilliseconds = 60_000;

export function openWebGate({ settings, ledger, intrusion, identity, nextId, now }: WebGateOptions): WebGate {
  const node = String(settings.config().server.node);
  const crowd = new ConnectionCount(() => crowdLimits);
  const log = createWebLog({ emit: ledger.emit, written: ledger.written, nextId, node, now });
  let toldAt = Number.NEGATIVE_INFINITY;
  const enter = (ip: string) => {
    if (!crowd.add(ip)) return () => crowd.remove(ip);
    crowd.remove(ip);
    if (now() - toldAt < toldMilliseconds) return undefined;
    toldAt = now();
    const { connectionsPerPeer, connectionsPerNetwork } = crowdLimits;
    log.noted(
      `${ip} was turned away: more than ${connectionsPerPeer} connections from it, or ${connectionsPerNetwork} from its network; is it a proxy, name it in web.proxies`,
    );
    return undefined;
  };
  const isProxy = derived(settings.config, ({ web }) => membership(web.proxies));
  return {
    ...log,
    ...{ enter, blocked: blockedBy(intrusion.hooks.mayConnect), identity, nextId },
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
