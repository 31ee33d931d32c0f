/** The words of a reply that are its server's own: addresses, hosts and links, which strangers choose, become marks. */
import type { Reply } from "../../mail/reply.ts";

/** A reply's words for matching. `enhanced` also where it stands inside the text: "sorry, no mailbox (#5.1.1)". */
export interface Wording {
  readonly text: string;
  /** The same with its hosts and links, by which a provider is known. */
  readonly signed: string;
  readonly enhanced?: string;
}

/** Characters of a reply that are looked at: some four lines of RFC 5321 §4.5.3.1.5. What is longer is no explanation. */
const maxLength = 2000;

/** Hosts that are themselves the message: block lists, and the pages on which a refusal is explained. */
const tellingHost =
  /^(?:dns-?r?bl|rbl|rhsbl)\.|(?:^|\.)(?:spamhaus\.(?:org|net)|spamcop\.net|barracudacentral\.org|barracudanetworks\.com|sorbs\.net|uceprotect\.net|mailspike\.(?:net|org)|abuseat\.org|surriel\.com|surbl\.org|uribl\.com|proofpoint\.com|cloudmark\.com|openspf\.(?:org|net)|spf\.pobox\.com|mimecast\.(?:org|com)|mail-abuse\.(?:org|com))$/i;

const link = /https?:\/\/[^\s<>"')\]]{1,500}/.source;
const bracketed = /<[^<>\s]{0,320}>/.source;
const address = /(?:(?!\.\.)[^\s<>"'()[\]:;,=]){1,64}@[\w.-]{1,255}/.source;
const host = /\b(?:[\w-]{1,63}\.){1,10}(?:[a-z]{2,24}|[A-Z]{2,24})\b(?!\.?\w)/.source;
const strangers = new RegExp(`${link}|${bracketed}|${address}`, "g");
const places = new RegExp(`${link}|${host}`, "g");

/** A code that is said again within its reply: "550-5.7.26 a 550 5.7.26 b". */
const repeatedCode = /(?:^| )([245]\d\d)(?:-|(?= [245]\.\d)) ?(?:[245]\.\d{1,3}\.\d{1,3}(?=[ :]))?/g;
/** Where a program has no enhanced codes, its text may: qmail, IronPort, Barracuda. */
const innerCode = /(?:[(#[]|^|cuda_nsu )#?([45]\.\d{1,3}\.\d{1,3})\b/;

export function wordingOf({ code, enhanced, text }: Reply): Wording {
  const said = text.slice(0, maxLength).replace(/\s+|\\[rn]/g, " ");
  const once = said.replace(repeatedCode, (all, again) => (Number(again) === code ? " " : all));
  const signed = once.replace(strangers, unaddressed);
  const words = signed.replace(places, unplaced);
  const told = enhanced ?? innerCode.exec(words)?.[1];
  return { text: words, signed, ...(told !== undefined && { enhanced: told }) };
}

/** A text with a name in the place of each that strangers choose: that one is named counts, what is in it does not. */
export const withoutNames = (text: string): string =>
  text
    .replace(strangers, (name) =>
      name.startsWith("http") ? "https://a.example" : name.includes("@") ? "<a@b.example>" : name,
    )
    .replace(places, (name) => (name.startsWith("http") ? "https://a.example" : "a.example"));

/** A page that is itself the message, whoever's copy is named: qmail gives no other word for a lone LF. */
const tellingPage = /\/(smtplf)\.html\b/i;

/** `<LF>` and the null sender are words. A link stays, but for what stands behind its path. */
function unaddressed(name: string): string {
  if (name.startsWith("http")) return name.replace(/[?#;].*/, "");
  if (!name.startsWith("<")) return "a@b";
  if (/^<(?:|lf|cr|newline|nul)>$/i.test(name)) return name;
  if (name.startsWith("<http")) return name.slice(1, -1);
  return name.includes("@") ? "<a@b>" : "<name>";
}

function unplaced(name: string): string {
  const site = /^https?:\/\/([^/:]{1,255})/.exec(name)?.[1];
  if (tellingHost.test(site ?? name)) return site ?? name;
  return site === undefined ? "host" : (tellingPage.exec(name)?.[1] ?? "link");
}
