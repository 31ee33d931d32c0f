/** How addresses are understood, what a full mailbox means, and how users log in. */
import { z } from "zod";
import { setting } from "../setting.ts";

export const accounts = z.strictObject({
  separator: setting(
    z.string().max(1).default("+"),
    "Mark that begins a tag: bob+news@ is bob's; empty: there are no tags.",
    { name: "C_Mail_SMTP_Other_MailboxSeparator" },
  ),
  quotaBytes: setting(
    z.int().min(0).default(0),
    "Size that a mailbox may have where its account says nothing else; 0: without end.",
  ),
  fullIsPermanent: setting(
    z.boolean().default(false),
    "Whether a full mailbox is refused for good (552 5.2.2); otherwise the sender is told to come again (452 4.2.2).",
    { name: "C_Mail_SMTP_Other_FullMailboxPermanentError" },
  ),
  scram: setting(
    z.boolean().default(false),
    "Keep what SCRAM-SHA-256 needs when a password is set, and offer it; without it, passwords are argon2id hashes only.",
  ),
});
