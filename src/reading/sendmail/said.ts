/** How sendmail words other hosts, addresses and replies, and what it found out itself. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Relay, Said } from "../../events/event.ts";
import { ownWord, parseReply, type Reply } from "../../mail/reply.ts";

/** "name [192.0.2.1]", "[192.0.2.1] [192.0.2.1]", "user@localhost", "mx.example.net." with words that doubt a name behind it. */
export function relayOf(field = ""): Relay {
  const [, name = "", address = ""] =
    /^(.{0,300}?)\s{0,2}(?:\[(?:IPv6:)?([^\]\s]{1,60})\])?(?: \(.{1,60}\))?$/.exec(field) ?? [];
  const bare = name.replace(/^.{0,100}@(?=\[|localhost)/, "").replace(/\.$/, "");
  const host = bare === "" || bare.startsWith("[") ? undefined : bare;
  return defined({ host, ip: normaliseIp(address) });
}

/** Addresses parted by commas, with or without brackets; commands in quotes have commas of their own. */
export function addressesOf(list: string): readonly string[] {
  const found = list.match(/"(?:[^"\\]|\\.){0,2000}"|<[^<>]{0,500}>|[^,\s][^,]{0,500}/g) ?? [];
  return found
    .map((one) =>
      one
        .trim()
        .replace(/^<(.*)>$/s, "$1")
        .replace(/^\\{1,2}/, ""),
    )
    .filter((one) => one !== "");
}

/** "00:01:05", "3+04:00:10", in seconds. */
export function secondsOf(delay: string | undefined): number | undefined {
  const [, days = "0", hours, minutes, seconds] = /^(?:(\d{1,5})\+)?(\d{1,3}):(\d\d):(\d\d)$/.exec(delay ?? "") ?? [];
  return hours === undefined
    ? undefined
    : Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** "550 5.1.1 <a@b.example>... User unknown": the address before the dots is no part of what is said. */
export function refusalOf(text: string, enhanced = "5.0.0"): Reply {
  const reply = parseReply(text);
  return reply
    ? { ...reply, text: reply.text.replace(/^(?:<[^<>]{0,500}>|[^\s<>]{1,300})\.\.\. /, "") }
    : ownWord(text, enhanced);
}

/** No host was reached. */
const unreached =
  /^(?:Deferred: )?(?:Connection (?:refused|timed out|reset)|No route to host|Network is unreachable|Host is down|Operation timed out|Connection to .{1,300} timed out)/i;
const unnamed = /Name server: |^Host unknown|host name lookup failure/;

/** What became of one try: the host's reply, where one came, else the word behind `stat=`. */
export function saidOf(stat: string, reply: string | undefined, enhanced: string | undefined, isRemote: boolean): Said {
  const took = /^Sent(?: \((.*)\))?$/s.exec(stat);
  if (took) {
    const text = took[1] ?? stat;
    return {
      reply:
        took[1] !== undefined && isRemote
          ? { code: 250, enhanced: enhanced ?? "2.0.0", text }
          : ownWord(text, enhanced ?? "2.0.0"),
    };
  }
  const isLater = stat.startsWith("Deferred");
  const words = stat.replace(/^Deferred: /, "");
  const own = ownWord(words, enhanced ?? (isLater ? "4.0.0" : "5.0.0"));
  const spoken = reply === undefined ? parseReply(words) : parseReply(reply);
  if (spoken) return { reply: refusalOf(reply ?? words) };
  if (unreached.test(stat)) return { reply: own, stage: "connect" };
  return unnamed.test(stat) || !isRemote ? { reply: own, stage: "queue" } : { reply: own };
}
