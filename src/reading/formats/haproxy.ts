/** HAProxy before a mail server: that no server was there to take a connection. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of HAProxy 2.6 of Debian 12, in its TCP format; a session that ended well bears the state "--". */
export const haproxyPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(
      /^((?:Backup )?Server \S{1,200} is (?:going )?DOWN.{0,500}|(?:backend|proxy) \S{1,100} has no server available!.{0,100}|\S{1,60}:\d{1,5} \[[^\]]{1,40}\] \S{1,100} \S{1,100}\/\S{1,100} -?\d{1,10}\/-?\d{1,10}\/\+?\d{1,10} \+?\d{1,15} [sSPRDI][CQ] .{0,200})$/s,
      [
        // After its manual.
        'Server smtp_be/mx1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 0 active and 0 backup servers left.',
        "backend smtp_be has no server available!",
        "192.0.2.7:43121 [27/Nov/2026:07:26:18.097] smtp_in smtp_be/<NOSRV> -1/-1/0 0 SC 1/1/0/0/0 0/0",
        "192.0.2.7:43121 [27/Nov/2026:07:26:18.097] smtp_in smtp_be/mx1 1/-1/3004 0 sC 1/1/0/0/3 0/0",
      ],
    ),
  ],
  ["198.51.100.11:43121 [27/Nov/2026:07:26:18.097] smtp_in smtp_be/mx1 1/0/1134 339 -- 2/2/1/1/0 0/0"],
);

export const haproxy = singleFormat({
  id: "haproxy",
  title: "HAProxy",
  docs: "https://docs.haproxy.org/2.6/configuration.html#8.2.2, and what HAProxy 2.6 wrote",
  programs: ["haproxy"],
  service: "system",
  patterns: haproxyPatterns,
});
