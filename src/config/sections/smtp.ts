/** Settings of the SMTP server and its limits. */
import { z } from "zod";
import { bytes, count, seconds, setting } from "../setting.ts";

export const smtp = z.strictObject({
  address: setting(
    z.union([z.ipv4(), z.ipv6()]).default("127.0.0.1"),
    "Address to listen on; the default is reachable from this machine only.",
  ),
  port: setting(z.int().min(0).max(65_535).default(2525), "Port to listen on; 0: any free one.", {
    name: "C_System_Services_SMTP_Port",
  }),
  sessionTimeoutSeconds: setting(
    seconds(300, 0.05),
    "Silence of the peer after which its session is closed with TIMEOUT (RFC 5321 §4.5.3.2 asks for 300).",
    {
      name: "C_System_Adv_Protocols_SessionTimeOut",
    },
  ),
  sessionSeconds: setting(seconds(14_400), "Longest time that one session may last, whatever it does."),
  messageBytes: setting(bytes(50_000_000, 1_000, 2_000_000_000), "Largest message that is taken.", {
    name: "C_Mail_SMTP_Delivery_MaxMsgSize",
  }),
  lineBytes: setting(
    bytes(2_000, 512, 65_536),
    "Longest command with its line end (RFC 5321 §4.5.3.1.4 asks for 512).",
  ),
  recipients: setting(
    count(1_000, 1, 100_000),
    "Recipients in one transaction (RFC 5321 §4.5.3.1.8 asks for 100 at least).",
  ),
  messagesPerSession: setting(count(10_000, 1, 1_000_000), "Messages in one session."),
  errors: setting(count(20, 1, 10_000), "Commands refused for syntax or order in one session before it is ended."),
  unknownCommands: setting(count(8, 1, 10_000), "Words that are no command in one session before it is ended.", {
    name: "C_System_Adv_Protocols_MaxBadCommands",
  }),
  refusedRecipients: setting(count(100, 1, 100_000), "Recipients refused in one session before it is ended."),
  connections: setting(count(10_000, 1, 1_000_000), "Connections at a time.", {
    name: "C_System_Services_SMTP_MaxInConn",
  }),
  connectionsPerPeer: setting(count(1_000, 1, 1_000_000), "Connections at a time from one address."),
});
