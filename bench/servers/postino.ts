/** Our engine with its log at the level that is named, mail thrown away at the end of DATA. Says its port on stdout. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { limitsBy } from "../../src/app/listeners.ts";
import { machineDisk, promptDisk } from "../../src/base/append-file.ts";
import { idMaker } from "../../src/base/id.ts";
import { Zone } from "../../src/base/zone.ts";
import { schema } from "../../src/config/schema.ts";
import type { LevelName } from "../../src/events/catalogue.ts";
import { createLogWriter } from "../../src/log/writer.ts";
import { Turn } from "../../src/net/turn.ts";
import { renderLines } from "../../src/reading/formats/postino.ts";
import { createSmtpServer } from "../../src/smtp/server.ts";

const level = (process.argv[2] ?? "extended") as LevelName;
const logSettings = { rotateBytes: 0, cacheBytes: 0, cacheSeconds: 1, fsync: "never", stallSeconds: 5 } as const;
const log = createLogWriter({
  folder: mkdtempSync(join(process.argv[3] ?? tmpdir(), "log-")),
  node: "1",
  zone: new Zone("UTC"),
  now: Date.now,
  levelOf: () => level,
  render: (event, zone) => renderLines(event, zone),
  version: "bench",
  heartbeatSeconds: 60,
  monotonic: () => performance.now(),
  settings: () => logSettings,
  disk: process.env.BENCH_LOG_DISK === "other" ? machineDisk : promptDisk,
});
const many = { connections: 100_000, connectionsPerPeer: 100_000, connectionsPerNetwork: 100_000 };
const limits = { ...limitsBy(() => schema.parse({}))(), ...many, commandSeconds: 3600 };
const server = createSmtpServer(
  { node: "1", hostname: () => "mx.example.test", limits: () => limits },
  {
    resolve: ({ address }) => ({ kind: "accepted", mailboxes: [address], remote: [] }),
    openMessage: () => ({ write: () => {}, commit: async () => undefined, abort: () => {} }),
    nextId: idMaker(1, Date.now),
    now: Date.now,
    emit: (event) => void log.write(event),
    turn: new Turn((done) => log.flush(done)),
  },
);
const { port } = await server.open({ kind: "mx", place: { host: "127.0.0.1", port: 0 } });
process.stdout.write(`${port}\n`);
process.once("SIGTERM", () => process.exit());
