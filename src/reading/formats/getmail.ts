/** Getmail, which brings mail from mailboxes elsewhere: that it could not log in there, or not lay down what it brought. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of getmail 6.18 of Debian 12. */
export const getmailPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(
      /^((?:\S{1,300}: )?(?:[Dd]elivery|[Rr]etrieval|[Cc]onfiguration|[Cc]redential\/login|[Ss]ocket|[Oo]peration) error\b.{0,500})/s,
      [
        "Delivery error (command sendmail 1606 error (127, exec of command sendmail failed (refuse to invoke external commands as root or GID 0 by default)))",
        // After its source.
        "SimplePOP3Retriever:bob@192.0.2.30:110: credential/login error (-ERR [AUTH] Authentication failed.)",
      ],
    ),
  ],
  [
    "Initializing SimplePOP3Retriever:bob@192.0.2.30:110:",
    "msg 1/1 (363 bytes) msgid 000000016b09be19 from <ann@sender.example>",
  ],
);

export const getmail = singleFormat({
  id: "getmail",
  title: "getmail",
  docs: "https://getmail6.org/documentation.html, and what getmail 6.18 wrote",
  programs: ["getmail"],
  service: "system",
  patterns: getmailPatterns,
});
