/** Stunnel before a mail server: that it could not hand a connection on, or that TLS failed. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of stunnel 5.68 of Debian 12; levels go from 0 (it ends) to 7, 3 is an error. */
export const stunnelPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(/^(LOG[0-3]\[[^\]]{1,40}\]: (?!No trusted certificates found).{1,500})/s, [
      "LOG3[0]: s_connect: connect 127.0.0.1:588: Connection refused (111)",
      "LOG3[0]: No more addresses to connect",
    ]),
  ],
  [
    "LOG5[0]: Service [smtps] accepted connection from 203.0.113.20:42233",
    "LOG5[0]: Connection closed: 400 byte(s) sent to TLS, 363 byte(s) sent to socket",
    "LOG3[ui]: No trusted certificates found",
  ],
);

export const stunnel = singleFormat({
  id: "stunnel",
  title: "stunnel",
  docs: "https://www.stunnel.org/static/stunnel.html, and what stunnel 5.68 wrote",
  programs: ["stunnel", "stunnel4"],
  service: "system",
  patterns: stunnelPatterns,
});
