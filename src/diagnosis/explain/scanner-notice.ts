/** What a content checker tells an administrator or a recipient of a message that it kept back: amavis, and who writes like it. */
import { inCatalogue, say, type Text } from "../../base/saying.ts";
import type { MessageParts } from "../../mail/message-parts.ts";
import { type CauseId, causes } from "../causes.ts";
import { bare, type Explanation, supposed } from "./explanation.ts";

/** In front of the addresses, each in brackets with its reply in the line behind (amavis, notify_virus_admin_templ). */
const notRelayed = /^The message WAS NOT relayed to:[ \t]{0,9}\n((?:[ \t]{0,20}\S[^\n]{0,1000}\n?){1,400})/im;
const relayed = /^The message WILL BE relayed to:/im;
/** To a sender who asked for it. */
const success = /^Your message WAS SUCCESSFULLY RELAYED to:/im;
const quarantined = /^(?:The message has been|it was) quarantined as:?\s{1,9}\S/im;
/** To a recipient (notify_virus_recips_templ). */
const toRecipient = /our content checker found\s{1,9}(?:virus|banned|spam)\w{0,9}.{0,1000}in an email to you/is;

/** To a sender (notify_virus_sender_templ), and whom it was for. */
const toSender =
  /our content checker found\s{1,9}(?:virus|banned|spam)\w{0,9}.{0,1000}in (?:an )?e-?mail (?:presumably )?from you/is;
const meant = /^to the following recipients?:[ \t]{0,9}\n((?:-> [^\n]{1,400}\n?){1,400})/im;

/** By the first that fits: what was found, as the program calls it in a reply or in its report. */
const findings: readonly (readonly [RegExp, CauseId])[] = [
  [
    /\bINFECTED\b|^(?:Virus scanner output|Scanners? detecting a virus)|^Content type: Virus|: \S{1,200} FOUND$|^\s{0,9}virus: /im,
    "eod.virus",
  ],
  [/\bBANNED\b|^Content type: Banned|^\s{0,9}banned name: /im, "eod.attachment"],
  [/\bBAD[- _]HEADER\b|^INVALID HEADER\b|^Content type: Bad[- ]header/im, "eod.malformed"],
];

export function explainScannerNotice(words: string, fields: MessageParts["fields"]): Explanation<Text> | undefined {
  const head = [...fields.map(({ text }) => text.trimEnd()), words].join("\n").slice(0, 64 * 1024);
  const listed = notRelayed.exec(head)?.[1] ?? (toSender.test(head) ? meant.exec(head)?.[1] : undefined);
  if (listed === undefined && success.test(head))
    return bare("auto-reply", say`This is a report of success from a content checker, no failure.`);
  if (listed === undefined && !(quarantined.test(head) && (toRecipient.test(head) || relayed.test(head))))
    return undefined;
  const found = findings.find(([text]) => text.test(head))?.[1];
  const cause = found ?? (quarantined.test(head) ? "local.quarantined" : "local.spam-deleted");
  const addresses = [
    ...(listed ?? "").matchAll(/^(?:[ \t]{0,20}|-> )<?([^<>\s]{1,64}@[^<>\s:]{1,255})>?:?[ \t]{0,9}$/gm),
  ].map(([, address]) => address ?? "");
  const sentence = (address: Text) => say`The message for ${address}: ${inCatalogue(causes[cause].name)}.`;
  if (listed === undefined && relayed.test(head))
    return bare("auto-reply", say`This is a notice of a content checker, which let the message pass.`);
  const people = addresses.length > 0 ? addresses.slice(0, 100) : [null];
  return {
    ...bare("bounce", say`This is a notice of a content checker, which kept the message back.`),
    recipients: people.map((address) => supposed(address, cause, 0.85, sentence(address ?? say`the recipient`))),
  };
}
