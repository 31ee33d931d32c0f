/** The running server: log, records, mailboxes and listeners, put together from a configuration. */
import { createAccounts } from "../accounts/accounts.ts";
import { idMaker } from "../base/id.ts";
import type { Config } from "../config/schema.ts";
import type { Emit, MailEvent, SystemEvent } from "../events/event.ts";
import type { LogWriter } from "../log/writer.ts";
import { createDelivery } from "../mailbox/delivery.ts";
import { createResumption } from "../mailbox/resumption.ts";
import { TlsIdentity } from "../net/tls-identity.ts";
import { Turn } from "../net/turn.ts";
import { createRecordsWriter, type RecordsWriter } from "../records/writer.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import type { SmtpHooks } from "../smtp/hooks.ts";
import { createSmtpServer, type SmtpServer } from "../smtp/server.ts";
import { logFolderOf, openActivityLog, zoneOf } from "./activity-log.ts";
import { createJournal, type Journal } from "./journal.ts";
import { certificatesOf, limitsOf, type OpenListener, openListeners, trustBy } from "./listeners.ts";
import { paths } from "./paths.ts";
import { recoverSessions } from "./recover.ts";
import { createSettingsDesk, type SettingsDesk } from "./settings-desk.ts";

export interface RunningServer {
  readonly listeners: readonly OpenListener[];
  readonly logFolder: string;
  readonly settings: SettingsDesk;
  readonly journal: Journal;
  /** Ends messages under way for so many seconds, writes everything down, and stops. */
  stop(graceSeconds: number): Promise<void>;
}

/** How often the log is asked whether a heartbeat is due, and the records try again what the disk refused. */
const tickMilliseconds = 5000;

/**
 * Starts on a data folder whose lock the caller holds, with the configuration that `file` has. Throws UsageError for a port or a
 * folder that is not to be had.
 */
export async function composeServer(
  config: Config,
  data: string,
  now: () => number,
  file = paths(data).config,
): Promise<RunningServer> {
  const node = String(config.server.node);
  const records = createRecordsWriter(paths(data).records, now);
  const logFolder = logFolderOf(config, data);
  await recoverSessions(paths(data).records, logFolder, zoneOf(config), records);
  const settings = createSettingsDesk({ file, config, prepare: () => () => {}, effectOf: () => "at-restart" });
  const log = openActivityLog({ config: settings.config, folder: logFolder, records, now });
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
  const smtp = await composeSmtp(settings, data, { now, emit, turn: new Turn(flush) });
  const listeners = await openListeners(smtp, config, data).catch(async (error: unknown) => {
    await smtp.stop(0);
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
    settings,
    journal: createJournal(
      (event) => {
        emit(event);
        records.append({ event });
        flush();
      },
      { node: () => node, now },
    ),
    stop: async (graceSeconds) => {
      clearInterval(tick);
      await smtp.stop(graceSeconds);
      builder.close();
      const stopped = said("service.stopped");
      emit(stopped);
      records.append({ event: stopped });
      log.close();
      records.close();
    },
  };
}

/** The SMTP server without its listeners; accounts and mailboxes are behind it. */
async function composeSmtp(
  settings: SettingsDesk,
  data: string,
  world: Pick<SmtpHooks, "now" | "emit" | "turn">,
): Promise<SmtpServer> {
  const config = settings.config();
  const { hostname, node } = config.server;
  const delivery = createDelivery({ root: paths(data).mailboxes, hostname });
  await delivery.cleanLeftovers();
  const accounts = createAccounts(config);
  const resumption = await createResumption(paths(data).resumable, () => settings.config().smtp.resume, world.now);
  return createSmtpServer(
    {
      node: String(node),
      hostname: () => settings.config().server.hostname,
      limits: () => limitsOf(settings.config()),
      ...(config.tls.certificates.length > 0 && { identity: new TlsIdentity(certificatesOf(config, data)) }),
    },
    {
      resolve: accounts.resolve,
      isTrusted: trustBy(settings.config),
      openMessage: delivery.openMessage,
      ...(config.smtp.resume.enabled && { resumption }),
      nextId: idMaker(node, world.now),
      ...world,
    },
  );
}

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
