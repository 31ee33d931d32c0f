/** Limits of the SMTP server, and whom it trusts. */
import { z } from "zod";
import { atRestart, bytes, count, host, seconds, setting } from "../setting.ts";

const optionalSeconds = () => z.number().min(0).max(86_400).default(0);

export const smtp = z.strictObject({
  sessionTimeoutSeconds: setting(
    seconds(300, 0.05),
    "Silence of the peer after which its session is closed with TIMEOUT (RFC 5321 §4.5.3.2 asks for 300).",
    { name: "C_System_Adv_Protocols_SessionTimeOut" },
  ),
  commandTimeoutSeconds: setting(optionalSeconds(), "The same while a command is awaited; 0: as above."),
  dataTimeoutSeconds: setting(optionalSeconds(), "The same while content is awaited; 0: as above."),
  sessionSeconds: setting(seconds(14_400), "Longest time that one session may last, whatever it does."),
  transactionSeconds: setting(
    seconds(7_200),
    "Longest time that one message may take, from MAIL to the end of its content.",
  ),
  leastBytesPerSecond: setting(
    bytes(100, 0, 1_000_000),
    "Content that comes slower than this over a minute ends the session; 0: any rate will do.",
  ),
  messageBytes: setting(bytes(50_000_000, 1_000, 2_000_000_000), "Largest message that is taken.", {
    name: "C_Mail_SMTP_Delivery_MaxMsgSize",
  }),
  leastFreeBytes: setting(
    bytes(20_000_000, 0, 1_000_000_000_000),
    "Free space on the disk of the mailboxes, beyond the message, below which no mail is taken (452): log and records need it. 0: none.",
  ),
  lineBytes: setting(
    bytes(2_000, 512, 65_536),
    "Longest command with its line end (RFC 5321 §4.5.3.1.4 asks for 512).",
  ),
  contentLineBytes: setting(
    bytes(1_000_000, 1_000, 2_000_000_000),
    "Longest line of content that is taken; over 998 (RFC 5322 §2.1.1) is noted in the log.",
  ),
  recipients: setting(
    count(1_000, 1, 100_000),
    "Recipients in one transaction (RFC 5321 §4.5.3.1.8 asks for 100 at least).",
    { name: "C_Mail_SMTP_Other_MaxRecipients" },
  ),
  messagesPerSession: setting(count(10_000, 1, 1_000_000), "Messages in one session."),
  hops: setting(count(100, 5, 1_000), "Received lines with which a message is taken to be in a loop.", {
    name: "C_Mail_SMTP_Other_MaxHopCount",
  }),
  errors: setting(count(20, 1, 10_000), "Commands refused for syntax or order in one session before it is ended."),
  unknownCommands: setting(count(8, 1, 10_000), "Words that are no command in one session before it is ended.", {
    name: "C_System_Adv_Protocols_MaxBadCommands",
  }),
  refusedRecipients: setting(count(100, 1, 100_000), "Recipients refused in one session before it is ended."),
  failedLogins: setting(count(3, 1, 1_000), "Failed logins in one session before it is ended."),
  connections: setting(count(10_000, 1, 1_000_000), "Connections at a time.", {
    name: "C_System_Services_SMTP_MaxInConn",
  }),
  connectionsPerPeer: setting(count(1_000, 1, 1_000_000), "Connections at a time from one address."),
  connectionsPerNetwork: setting(
    count(2_000, 1, 1_000_000),
    "Connections at a time from one network: /24 of IPv4, /64 of IPv6.",
  ),
  greetingPauseSeconds: setting(
    z.number().min(0).max(60).default(0),
    "Pause before the greeting; who talks in it is refused (554), because a mail server waits. 0: no pause.",
    { name: "C_Mail_Security_Protection_SMTPWait" },
  ),
  trustedNetworks: setting(
    z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])).default([]),
    "Addresses and networks that may send to everybody without a login.",
    { name: "C_Mail_Security_Relay_IPList" },
  ),
  smartHosts: setting(
    z.array(host()).max(100).default([]),
    "Servers through which our mail goes out or comes in, by name, address or network: intrusion prevention never blocks them. They may send no further for that.",
  ),
  resume: z
    .strictObject({
      enabled: atRestart(
        setting(
          z.boolean().default(true),
          "Whether the beginning of a message is kept when its transfer breaks, for a peer that can go on (CHECKPOINT, RFC 1845).",
        ),
      ),
      hours: setting(count(48, 1, 48), "How long it is kept."),
      bytes: setting(bytes(500_000_000, 0, 1_000_000_000_000), "Size of all that is kept."),
    })
    .prefault({}),
});
