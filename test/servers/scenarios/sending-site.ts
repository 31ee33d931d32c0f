/** A company's mail server that sends: a real Postfix that finds the hosts of others by DNS, and relays for those in the house. */

import { freePort } from "../../free-port.ts";
import { nameServerAddress } from "../name-server.ts";
import { type Postfix, startPostfix } from "../postfix.ts";

export interface SendingSite {
  readonly postfix: Postfix;
  readonly port: number;
  readonly logs: readonly string[];
  /** Runs postsuper or postqueue on its queue. */
  queue(command: "postsuper" | "postqueue", ...options: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const table = (rows: Readonly<Record<string, string>>): string =>
  `inline:{${Object.entries(rows)
    .map(([key, value]) => `{${key} = ${value}}`)
    .join(", ")}}`;

/** `receiver` is the port of the other company's server, which takes mail for example.test. */
export async function startSendingSite(receiver: number): Promise<SendingSite> {
  const postfix = await startPostfix(
    {},
    await freePort(),
    [
      "myhostname = mail.acme.example",
      "mynetworks = 127.0.0.0/8",
      "mydestination =",
      "default_transport = smtp",
      "relay_domains =",
      "smtpd_relay_restrictions = permit_mynetworks, reject",
      "smtpd_sender_restrictions =",
      "smtpd_reject_unlisted_recipient = no",
      // The hoster of the web site, where this domain was left behind.
      "virtual_mailbox_domains = acme.example, leftover.example",
      "virtual_mailbox_maps = regexp:{{/@acme\\.example$$/ acme/}}",
      "virtual_alias_maps =",
      `transport_maps = ${table({
        "example.test": `smtp:[127.0.0.1]:${receiver}`,
        "far.example": "smtp:[smtp.smarthost.example]:587",
      })}`,
      "smtp_tls_security_level = may",
      `smtp_tls_policy_maps = ${table({
        "plain.example": "encrypt",
        "badtls.example": "encrypt",
        "selfsigned.example": "secure match=mx.selfsigned.example",
      })}`,
      "smtp_connect_timeout = 2s",
      "smtp_helo_timeout = 3s",
      "smtp_data_done_timeout = 3s",
      "smtp_starttls_timeout = 3s",
      "message_size_limit = 10000000",
      "smtpd_timeout = 60s",
      ...["minimal_backoff_time", "maximal_backoff_time", "queue_run_delay"].map((name) => `${name} = 1h`),
      "maximal_queue_lifetime = 1d",
      "bounce_queue_lifetime = 1d",
      "delay_warning_time = 0",
    ],
    [],
    nameServerAddress,
  );
  const queue = async (command: string, ...options: readonly string[]) =>
    void (await postfix.program(command, ...options));
  return { postfix, port: postfix.port, logs: [postfix.log], queue, stop: postfix.stop };
}
