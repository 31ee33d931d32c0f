/** Sockets that systemd opened and handed over (socket activation), by the name of the listener that they are for. */
import { UsageError } from "../base/error.ts";

const listenerNames = ["mx", "submission", "submissions", "lmtp"] as const;
type ListenerName = (typeof listenerNames)[number];

/** File descriptors by listener. */
export type InheritedSockets = Readonly<Partial<Record<ListenerName, number>>>;

/** sd_listen_fds(3): they are handed over from this one on. */
const firstDescriptor = 3;

/**
 * The sockets of LISTEN_FDS, named by LISTEN_FDNAMES; none where LISTEN_PID names another process: they are not for us then.
 * Throws UsageError for a name that no listener has, and for two sockets of one name.
 */
export function inheritedSockets(env: Readonly<Record<string, string | undefined>>, pid: number): InheritedSockets {
  if (env.LISTEN_PID !== String(pid)) return {};
  const names = env.LISTEN_FDNAMES?.split(":") ?? [];
  const found: Partial<Record<ListenerName, number>> = {};
  for (let index = 0; index < Number(env.LISTEN_FDS ?? 0); index++) {
    const name = listenerNames.find((known) => known === names[index]);
    if (!name)
      throw new UsageError(
        `the inherited socket ${index + 1} is named ${names[index] ?? "nothing"}; FileDescriptorName= must be one of ${listenerNames.join(", ")}`,
      );
    if (found[name] !== undefined)
      throw new UsageError(`two inherited sockets are named ${name}; a listener has one, so give it one ListenStream=`);
    found[name] = firstDescriptor + index;
  }
  return found;
}
