/** The logs of Microsoft Exchange (2007 on) and the reports of Exchange Online: message tracking, protocol logs, message trace. */
import { ExchangeReader } from "../exchange/reader.ts";
import { headLine, tableOf } from "../exchange/table.ts";
import { defineFormat } from "../format.ts";

/** Heads of files that administrators and the tests of log shippers published; Microsoft's pages name the columns of the reports. */
const heads = [
  "#Software: Microsoft Exchange Server",
  "#Log-type: Message Tracking Log",
  "#Log-type: SMTP Receive Protocol Log",
  "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context",
  "#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data",
  "origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,network_message_id,original_client_ip,directionality,connector_id,delivery_priority",
];

const isHead = (text: string): boolean => {
  const [, name = "", value = ""] = headLine.exec(text) ?? [];
  return (
    (/^software$/i.test(name) && /Microsoft Exchange/i.test(value)) ||
    /^log-type$/i.test(name) ||
    tableOf(text, "") !== undefined
  );
};

export const exchange = defineFormat({
  id: "exchange",
  title: "Microsoft Exchange, Exchange Online",
  docs: "https://learn.microsoft.com/exchange/mail-flow/transport-logs/message-tracking, and excerpts that administrators published",
  container: "plain",
  samples: heads,
  looksLike: isHead,
  owns: isHead,
  open: (context) => new ExchangeReader(context),
});
