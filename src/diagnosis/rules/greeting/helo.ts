/** A client is refused as soon as it says its name, which is no name of a host: what is said of it speaks of that. */
import { confidence } from "../../confidence.ts";
import { refusalOf } from "../../outcome.ts";
import { defineRule } from "../../rule.ts";

/** "mail.example.org", or an address in brackets. */
const isHostName = (helo: string): boolean =>
  /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}\.?$/.test(helo) || /^\[.+\]$/.test(helo);
const ofAddress =
  /\b(?:ip|address|host|network|dns|ptr|reverse|list(?:ed)?|spamhaus|reputation)\b|\[?\d{1,3}(?:\.\d{1,3}){3}/i;

export const helo = defineRule({
  cause: "greeting.helo",
  refines: ["greeting.reputation"],
  evidence: ({ last, lastSession }) => {
    const refused = last?.fact ?? refusalOf({ lastSession });
    if (refused?.kind !== "rcpt.refused" || refused.stage !== "helo" || !refused.helo) return undefined;
    if (isHostName(refused.helo) || ofAddress.test(refused.reply.text)) return undefined;
    return { facts: [refused], confidence: confidence.inferred, detail: refused.helo };
  },
});
