/** A sieve script, recipes, the antispam engine, or a delivery that is made for it, laid the message into the spam folder. */
import type { Attempt } from "../../../journeys/attempt.ts";
import { localPartOf, normaliseAddress } from "../../../mail/address.ts";
import { attemptFacts, factOf } from "../../look.ts";
import { isSpamFolder } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

/** What sites call their transports of Exim into the spam folder: "spam_maildir", "virtual_userdelivery_spam"; none that has mail looked at. */
const spamTransport =
  /^junk$|^(?:spam|junk)[_-]?(?:mail ?dir|mbox|mail ?box|box|folder|dir|delivery|store|lmtp|lda)$|[_-](?:spam|junk)(?:[_-]?(?:folder|box))?$/i;

const isByTransport = ({ relay: { host, ip } = {} }: Attempt): boolean =>
  ip === undefined && host !== undefined && spamTransport.test(host);

/** Whoever writes to "bob+spam" wants it there. */
const isAskedFor = ({ recipient = "", where }: Attempt): boolean =>
  localPartOf(recipient).toLowerCase().endsWith(`+${where?.folder?.toLowerCase()}`);

export const spamFolder = defineRule({
  cause: "local.spam-folder",
  refines: ["store.delivered"],
  evidence: ({ last, facts }) => {
    if (last?.status !== "delivered") return undefined;
    const isLaidThere = isSpamFolder(last.where?.folder) && !isAskedFor(last);
    if (!isLaidThere && !isByTransport(last)) return undefined;
    // The engine that judged it says why; the server only that it took it.
    const judged = factOf(
      facts,
      "message.scored",
      ({ action, recipient }) =>
        action === "SPAM" && normaliseAddress(recipient) === normaliseAddress(last.recipient ?? ""),
    );
    // One that only marks it leaves it to a script.
    const marked = judged ? undefined : factOf(facts, "message.scored", ({ action }) => action === "TAG");
    return { facts: [...(judged ? [judged] : []), ...attemptFacts(facts, last), ...(marked ? [marked] : [])] };
  },
});
