/** The running server: log, records, mailboxes and listeners, put together from a configuration. */
import { mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { createAccounts } from "../accounts/accounts.ts";
import { idMaker } from "../base/id.ts";
import { machineZone, Zone } from "../base/zone.ts";
import type { Config } from "../config/schema.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { Emit, MailEvent, Service, SystemEvent } from "../events/event.ts";
import { createLogWriter, type LogWriter } from "../log/writer.ts";
import { createDelivery } from "../mailbox/delivery.ts";
import { TlsIdentity } from "../net/tls-identity.ts";
import { Turn } from "../net/turn.ts";
import { render } from "../reading/formats/postino.ts";
import { createRecordsWriter, type RecordsWriter } from "../records/writer.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import { createSmtpServer } from "../smtp/server.ts";
import { openControlSocket } from "./control.ts";
import { certificatesOf, limitsOf, type OpenListener, openListeners } from "./listeners.ts";
import { paths } from "./paths.ts";
import { recoverSessions } from "./recover.ts";
import { version } from "./version.ts";

export interface RunningServer {
  readonly listeners: readonly OpenListener[];
  readonly logFolder: string;
  /** Ends messages under way for so many seconds, writes everything down, and stops. */
  stop(graceSeconds: number): Promise<void>;
}

/** How often the log is asked whether a heartbeat is due, and the records try again what the disk refused. */
const tickMilliseconds = 5000;
/** Each minute an excerpt of the log dates itself. */
const heartbeatSeconds = 60;

/** Starts on a data folder whose configuration was checked. Throws UsageError for a port or a folder that is not to be had. */
export async function composeServer(config: Config, data: string, now: () => number): Promise<RunningServer> {
  const node = String(config.server.node);
  const records = createRecordsWriter(paths(data).records, now);
  const control = await openControlSocket(data);
  const zone = config.server.zone === "" ? machineZone() : new Zone(config.server.zone);
  const logFolder = logFolderOf(config, data);
  await recoverSessions(paths(data).records, logFolder, zone, records);
  const log = composeLog(config, logFolder, zone, records, now);
  const builder = createSessionBuilder((session) => records.append({ session }));
  const emit = (event: MailEvent) => {
    const source = log.write(event);
    builder.take(source ? { ...event, source } : event);
  };
  const flush = flusher(log, records, emit, { node, now });
  const said = (kind: "service.started" | "service.stopped"): SystemEvent => ({
    kind,
    title: "SMTP",
    at: now(),
    atPrecisionSeconds: 0.001,
    node,
    service: "smtp",
  });
  const delivery = createDelivery({ root: paths(data).mailboxes, hostname: config.server.hostname });
  await delivery.cleanLeftovers();
  const accounts = createAccounts(config);
  const smtp = createSmtpServer(
    {
      node,
      hostname: () => config.server.hostname,
      limits: () => limitsOf(config),
      ...(config.tls.certificates.length > 0 && { identity: new TlsIdentity(certificatesOf(config, data)) }),
    },
    {
      resolve: accounts.resolve,
      openMessage: delivery.openMessage,
      nextId: idMaker(config.server.node, now),
      now,
      emit,
      turn: new Turn(flush),
    },
  );
  const listeners = await openListeners(smtp, config, data).catch(async (error: unknown) => {
    await smtp.stop(0);
    control.close();
    throw error;
  });
  const started = said("service.started");
  emit(started);
  records.append({ event: started });
  flush();
  const tick = setInterval(() => {
    log.heartbeat();
    flush();
  }, tickMilliseconds);
  return {
    listeners,
    logFolder,
    stop: async (graceSeconds) => {
      clearInterval(tick);
      await smtp.stop(graceSeconds);
      builder.close();
      const stopped = said("service.stopped");
      emit(stopped);
      records.append({ event: stopped });
      log.close();
      records.close();
      control.close();
    },
  };
}

/** The folder of the log; one below the data folder is made, another must be there. */
function logFolderOf({ log }: Config, data: string): string {
  if (isAbsolute(log.folder)) return log.folder;
  const folder = join(data, log.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The activity log; what it says of itself (opened, alive, lost lines) proves silence, so the records keep it too. */
function composeLog(config: Config, folder: string, zone: Zone, records: RecordsWriter, now: () => number): LogWriter {
  const levels: Readonly<Partial<Record<Service, LevelName>>> = config.log.levels;
  return createLogWriter({
    folder,
    node: String(config.server.node),
    zone,
    now,
    levelOf: (service) => levels[service] ?? "debug",
    render: (event, inZone) => {
      if (isSignOfLife(event)) records.append({ event });
      return render(event, inZone);
    },
    version,
    heartbeatSeconds,
  });
}

const isSignOfLife = (event: MailEvent): event is SystemEvent =>
  event.kind === "log.opened" || event.kind === "log.heartbeat" || event.kind === "log.gap";

/** Log first, then records. Mail goes on when the records' disk is in trouble; the program's own log says so, and when it is over. */
function flusher(
  log: LogWriter,
  records: RecordsWriter,
  emit: Emit,
  { node, now }: { node: string; now: () => number },
): () => void {
  let inTrouble = false;
  const say = (text: string) => {
    emit({ kind: "system.noted", text, at: now(), atPrecisionSeconds: 0.001, node, service: "system" });
    log.flush();
  };
  return () => {
    log.flush();
    try {
      records.flush();
      if (inTrouble)
        say(`Records are written again; ${records.takeLost()} sessions of the time between stand in the log only`);
      inTrouble = false;
    } catch (error) {
      if (!inTrouble)
        say(`Records cannot be written (${(error as Error).message}); they wait in memory and are tried again`);
      inTrouble = true;
    }
  };
}
