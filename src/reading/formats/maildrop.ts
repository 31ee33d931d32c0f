/** maildrop: what it laid where, in its log (`logfile`). */
import { normaliseAddress } from "../../mail/address.ts";
import { type Delivery, type DeliveryPattern, delivererFormat } from "../deliverer/reader.ts";

/** A mailbox, `!address` or `|command`. */
function deliveryTo(target: string, sizeBytes: number): Delivery {
  const size = { sizeBytes };
  if (target === "/dev/null") return { status: "discarded", ...size };
  if (target.startsWith("!")) return { status: "forwarded", ...size };
  if (target.startsWith("|")) return { status: "delivered", text: `delivered to command: ${target.slice(1)}`, ...size };
  return { status: "delivered", folder: target.replace(/(?<=.)\/\.?$/, ""), ...size };
}

/** The last address of a header's field. */
const addressIn = /(?:^|[ <])([^ <>"]{1,320}@[^ <>"]{1,255})>?\s{0,20}$/;

/** Real samples are of maildrop 2.9.3 of Debian 12, behind Postfix. */
export const maildropPatterns: readonly DeliveryPattern[] = [
  {
    name: "from",
    programs: ["*"],
    queued: false,
    // The header's field: it logs no envelope.
    samples: ["From: Ann <ann@sender.example>", "From: ann@sender.example", "From: "],
    line: /^From: (.{0,1000})$/,
    events: ([, field = ""], { from }) => from(normaliseAddress(addressIn.exec(field)?.[1] ?? "")),
  },
  {
    name: "file",
    programs: ["*"],
    queued: false,
    samples: [
      "File: /srv/mail/bob                                                      (548)",
      "File: !carol@elsewhere.example                                           (564)",
      "File: |cat >/dev/null                                                    (564)",
    ],
    line: /^File: (.{1,1000}?) {1,80}\((\d{1,15})\)$/,
    events: ([, target = "", size], { ended }) => ended(deliveryTo(target, Number(size))),
  },
  {
    name: "error",
    programs: ["*"],
    queued: false,
    // The size is what was not written any more. Why, it tells the mail server alone.
    samples: ["!Err: /srv/mail/bob                                                     (8258)"],
    line: /^(!Err: .{1,1000}?) {1,80}\(\d{1,15}\)$/,
    events: ([, text = ""], { ended }) => ended({ status: "deferred", text }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: ["Date: Sun Nov 29 02:02:39 2026", "Subj: hello"],
    line: /^(?:(?:Date|Subj): |$)/,
  },
];

export const maildrop = delivererFormat({
  id: "maildrop",
  title: "maildrop",
  docs: "maildropfilter(7): logfile; and what maildrop 2.9.3 wrote under test/servers/deliverers.test.ts",
  programs: ["maildrop"],
  patterns: maildropPatterns,
});
