/** What Exim writes of its daemon and its settings, beside mail and connections. */
import { readAgain } from "../pattern.ts";
import type { EximPattern } from "./scene.ts";

const any = ["*"];

export const upkeepPatterns: readonly EximPattern[] = [
  {
    name: "started",
    programs: any,
    queued: false,
    samples: ["exim 4.96 daemon started: pid=26962, no queue runs, listening for SMTP on [127.0.0.1]:33285"],
    line: /^exim (\S{1,50}) daemon started: /,
    events: ([, version = ""], scene) => scene.emit({ kind: "service.started", title: `Exim ${version}` }),
  },
  {
    name: "stopped",
    programs: any,
    queued: false,
    // Written after the source (daemon.c).
    samples: ["exim 4.96 daemon terminating, inetd wait timeout reached."],
    line: /^exim \S{1,50} daemon terminating/,
    events: (_, scene) => scene.emit({ kind: "service.stopped", title: "Exim" }),
  },
  {
    name: "reloaded",
    programs: any,
    queued: false,
    samples: ["pid 4230: SIGHUP received: re-exec daemon"],
    line: /^pid \d+: SIGHUP received/,
    events: (_, scene) => scene.emit({ kind: "settings.changed", by: "Exim", what: readAgain }),
  },
  {
    name: "no-room",
    programs: any,
    queued: false,
    // The first is real, of 4.96 (check_spool_space), the second written after the source.
    samples: [
      "spool directory space check failed: space=600 inodes=3085509",
      "log directory space check failed: space=52 inodes=3085508",
    ],
    line: /^((?:spool|log) directory space check failed: .*)$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: "exim", text }),
  },
  {
    name: "system",
    programs: any,
    queued: false,
    samples: [
      "Warning: No server certificate defined; will use a selfsigned one.",
      // Written after the source of 4.8x (tls-openssl.c).
      "TLS client disconnected cleanly (rejected our certificate?)",
    ],
    line: /^((?:Warning: |WARNING: |TLS client disconnected |socket bind\(\) |listening for |daemon|Failed |failed |unable |(?:spool|log) directory (?!space check failed: )|configuration|retry record|signal ).*)$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "system.noted", text }),
  },
];
