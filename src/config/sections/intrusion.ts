/** Settings of intrusion prevention: who is kept out for a while, for what, and who never. */
import { z } from "zod";
import { count, setting } from "../setting.ts";

/** Whether a rule is on, and how much of it is allowed; the names of the variables, where the guide's product has the rule. */
const rule = (byDefault: number, what: string, on?: string, limit?: string) =>
  z
    .strictObject({
      enabled: setting(
        z.boolean().default(true),
        `Whether an address is blocked for ${what}.`,
        on === undefined ? undefined : { name: `C_Mail_Security_Tarpit_${on}` },
      ),
      limit: setting(
        count(byDefault, 1, 1_000_000),
        `So many are allowed: ${what}.`,
        limit === undefined ? undefined : { name: `C_Mail_Security_Tarpit_${limit}` },
      ),
    })
    .prefault({});

export const intrusion = z.strictObject({
  enabled: setting(z.boolean().default(true), "Whether addresses are blocked at all, and blocks are heeded.", {
    name: "C_Mail_Security_Tarpit_Enable",
  }),
  blockMinutes: setting(
    z.number().min(0.01).max(525_600).default(30),
    "So long an address is blocked the first time.",
    {
      name: "C_Mail_Security_Tarpit_Period",
    },
  ),
  growth: setting(
    z.number().min(1).max(10).default(2),
    "Each further time it lasts so many times longer; 1: always as long.",
  ),
  longestMinutes: setting(z.number().min(1).max(525_600).default(1_440), "No rule blocks for longer."),
  answer: setting(
    z.enum(["connect", "recipient"]).default("connect"),
    "When a blocked peer is told so: connect, or at its first recipient, so that the log shows which mail the block costs.",
  ),
  crossSession: setting(
    z.boolean().default(true),
    "Whether the sessions of an address are counted together where a rule counts in time.",
    { name: "C_Mail_Security_Tarpit_CrossSession" },
  ),
  countAll: setting(
    z.boolean().default(false),
    "Whether RSET and NOOP count also before a message that was accepted since.",
  ),
  neverBlock: setting(
    z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])).default([]),
    "Addresses and networks that no rule blocks, as loopback and smtp.trustedNetworks are not: it only warns in the log.",
    { name: "C_Mail_DoNot_Tarpit_IPs" },
  ),
  accounts: z
    .strictObject({
      recipientsPerHour: setting(
        count(300, 0, 1_000_000),
        "Recipients to whom an account may write in an hour; more are deferred. 0: any number.",
      ),
      recipientsPerDay: setting(count(2_000, 0, 10_000_000), "The same in a day."),
      refusedPercent: setting(
        count(50, 1, 100),
        "An account is suspended when more of its recipients of an hour, in percent, are refused (and 20 at least); 100: never.",
      ),
      newNetworkRecipients: setting(
        count(50, 0, 1_000_000),
        "Recipients to whom an account may write in its first day from a network (/16 of IPv4, /32 of IPv6) where it was never seen before. 0: any number.",
      ),
      newNetwork: setting(
        z.enum(["warn", "suspend"]).default("warn"),
        "What happens to an account that writes to more from there: the log warns, or it is suspended at once.",
      ),
    })
    .prefault({}),
  rules: z
    .strictObject({
      "rset-flood": rule(5, "RSET commands in one session since its last accepted message", "RSET", "RSETCount"),
      "connection-flood": rule(100, "connections in one minute", "BlockIP", "BlockIPValue"),
      "oversized-message": rule(5, "messages over smtp.messageBytes in an hour", "Msg_Enabled"),
      "unknown-recipients": rule(10, "unknown recipients in ten minutes", "Recipient", "RecipientCount"),
      "relay-attempts": rule(5, "attempts to relay in ten minutes", "RelayTarpit", "RelayTarpitCount"),
      "failed-logins": rule(10, "failed logins in ten minutes", "Login", "LoginCount"),
      "early-talker": rule(3, "times of talking before the greeting in an hour"),
      "noop-flood": rule(20, "NOOP commands in one session since its last accepted message"),
      "vrfy-flood": rule(10, "VRFY and EXPN commands in one session"),
      "slow-sessions": rule(10, "sessions that time out in an hour"),
      "recipient-probing": rule(100, "sessions that only ask for recipients in an hour"),
    })
    .prefault({}),
});
