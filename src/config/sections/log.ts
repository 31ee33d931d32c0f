/** Settings of the activity log. */
import { z } from "zod";
import { type ApiVariable, bytes, count, seconds, setting } from "../setting.ts";

const levels = ["none", "summary", "debug", "extended"] as const;

/** The product numbers its levels 0 none, 1 debug, 2 summary, 3 both, 4 extended. */
export const levelNumbers = { none: 0, debug: 1, summary: 2, extended: 4 } as const;

const level = (service: string, name?: string) =>
  setting(
    z.enum(levels).default("debug"),
    `How much the log of ${service} says: none, summary, debug or extended.`,
    name === undefined ? undefined : ({ name, words: levelNumbers } satisfies ApiVariable),
  );

/** A smaller file would be full of its own stamp. */
const leastRotateBytes = 1024;

export const log = z.strictObject({
  folder: setting(z.string().min(1).default("logs"), "Folder of the log files, absolute or below the data folder.", {
    name: "C_System_Storage_Dir_LogPath",
  }),
  timeFormat: setting(
    z.enum(["time", "dated", "rfc5322", "detailed"]).default("detailed"),
    "How a line says its time: detailed 10:00:00.123, time 10:00:00, dated 2026-11-24 10:00:00.123+01:00, rfc5322 Tue, 24 Nov 2026 10:00:00 +0100.",
    { name: "C_System_Logging_General_LogTimeFormat", words: { time: 0, dated: 1, rfc5322: 2, detailed: 3 } },
  ),
  layout: setting(
    z.enum(["postino", "icewarp"]).default("postino"),
    "How a line names its session: postino by its id, icewarp by four digits, with times as 10:00:00 whatever log.timeFormat says (for tools that know only that product).",
  ),
  deleteAfterDays: setting(
    count(90, 0, 36_500),
    "Days for which log files are kept; older ones are deleted. 0: never.",
    {
      name: "C_System_Logging_General_DeleteOlder",
    },
  ),
  archive: setting(z.boolean().default(false), "Whether log files go into an archive before they are deleted.", {
    name: "C_System_Logging_General_Archive",
  }),
  archiveTo: setting(
    z
      .string()
      .regex(/[^/\\]\.zip$/i, "must be a zip file and no folder, as in logs/archive.zip")
      .default("archive.zip"),
    "Zip file of the archive, absolute or below the data folder. Each month has its own: archive.zip becomes archive-202611.zip.",
    { name: "C_System_Logging_General_ArchiveTo" },
  ),
  leastFreeBytes: setting(
    bytes(200_000_000, 0, 1_000_000_000_000_000),
    "Free room on the log's disk below which the oldest log files are deleted, those of today never; 0: whatever is free.",
  ),
  rotateBytes: setting(
    z
      .int()
      .min(0)
      .max(2_000_000_000)
      .refine((size) => size === 0 || size >= leastRotateBytes, `0, or at least ${leastRotateBytes}`)
      .default(100 * 1024 * 1024),
    "A log file of so many bytes is followed by the next of the day; 0: a file has the whole day.",
    { name: "C_System_Logging_General_LogRotation", factor: 1 / 1024 },
  ),
  cacheBytes: setting(
    bytes(0, 0, 16 * 1024 * 1024),
    "So many bytes may wait in memory before they are written. 0: what a client was told is in the file before, also after kill -9; more gives that up.",
    { name: "C_System_Logging_General_LogCache" },
  ),
  cacheSeconds: setting(seconds(1, 0.1, 60), "So long lines may wait in that memory."),
  fsync: setting(
    z.enum(["never", "second", "turn"]).default("never"),
    "When lines are synced to the disk itself, for the case that the power fails: never, each second, or before each reply (turn).",
  ),
  stallSeconds: setting(
    seconds(5, 0.1, 300),
    "So long a reply waits for a log disk that does not answer; then mail goes on, and lines wait in memory.",
  ),
  json: setting(
    z.boolean().default(false),
    "Whether each log file has its events as JSON lines beside it (s20261124-00.jsonl), one event a line with all its fields.",
  ),
  syslog: z
    .strictObject({
      active: setting(
        z.boolean().default(true),
        "Whether what is logged goes to the syslog server as well, where one is named.",
        {
          name: "C_System_Logging_Syslog_Active",
        },
      ),
      server: setting(
        z
          .string()
          .regex(
            /^(?:(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?)?$/,
            "must be host:port, an IPv6 address in brackets: [2001:db8::1]:514",
          )
          .default(""),
        "Syslog server, host:port; without a port 514, with TLS 6514. Empty: none.",
        { name: "C_System_Logging_Syslog_Server" },
      ),
      protocol: setting(
        z.enum(["udp", "tcp", "tls"]).default("udp"),
        "How messages go there: udp (RFC 5426), tcp (octets counted, RFC 6587) or tls (RFC 5425, its certificate is checked).",
      ),
      caFile: setting(
        z.string().default(""),
        "PEM file of the authorities that the server's certificate is checked against, absolute or below the data folder; empty: those of this program.",
      ),
      facility: setting(count(0, 0, 7), "Facility of the messages: 0 to 7 for LOCAL0 to LOCAL7.", {
        name: "C_System_Logging_Syslog_Facility",
      }),
      includeHostname: setting(z.boolean().default(true), "Whether messages name server.hostname.", {
        name: "C_System_Logging_Syslog_Include_Hostname",
      }),
      format: setting(
        z.enum(["legacy", "extended"]).default("extended"),
        "Form of the messages: extended with structured data (RFC 5424), or legacy (RFC 3164).",
        { name: "C_System_Logging_Syslog_Format", words: { legacy: 0, extended: 1 } },
      ),
    })
    .prefault({}),
  levels: z
    .strictObject({
      smtp: level("SMTP", "C_System_Log_Services_SMTP"),
      system: level("the program itself"),
      journal: level("settings and administration", "C_Accounts_Global_Accounts_MaintenanceLog"),
      intrusion: level("intrusion prevention"),
    })
    .prefault({}),
});
