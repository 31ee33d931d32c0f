/** The running server: log, records, mailboxes and listeners, put together from a configuration. */
import { type AccessDesk, createAccessDesk } from "../access/desk.ts";
import { openAccess } from "../access/store.ts";
import type { AccountStore } from "../accounts/store.ts";
import { whenChanged } from "../base/database.ts";
import { idMaker } from "../base/id.ts";
import type { Config } from "../config/schema.ts";
import type { SystemEvent } from "../events/event.ts";
import { createResumption } from "../mailbox/resumption.ts";
import type { TlsIdentity } from "../net/tls-identity.ts";
import { Turn } from "../net/turn.ts";
import type { SmtpHooks } from "../smtp/hooks.ts";
import { createSmtpServer, type SmtpServer } from "../smtp/server.ts";
import { refuseArchive, refuseArchiveFolder } from "./archive-place.ts";
import type { BlockDesk } from "./block-desk.ts";
import { type Certificates, openCertificates } from "./certificates.ts";
import type { ErrorLog } from "./error-log.ts";
import { hasOwnDomain } from "./first-start.ts";
import { systemLookUp } from "./host-names.ts";
import type { InheritedSockets } from "./inherited-sockets.ts";
import { type Intrusion, openIntrusion } from "./intrusion.ts";
import type { Journal } from "./journal.ts";
import { type Ledger, openLedger, type Watcher } from "./ledger.ts";
import { createLevelDesk, type LevelDesk } from "./level-desk.ts";
import { limitsBy, type OpenListener, openListeners, trustBy } from "./listeners.ts";
import { type LiveSessions, SessionNews } from "./live-sessions.ts";
import { createLogUpkeep } from "./log-upkeep.ts";
import { type Mailboxes, openMailboxes } from "./mailboxes.ts";
import { paths } from "./paths.ts";
import { isRootHere, noPrivileges, type Privileges } from "./privileges.ts";
import { createSettingsDesk, type SettingsDesk } from "./settings-desk.ts";
import { type KnownAtStart, refuseStart } from "./start-faults.ts";
import { openWebGate, type WebGate } from "./web-gate.ts";

export interface RunningServer {
  readonly listeners: readonly OpenListener[];
  readonly logFolder: string;
  readonly settings: SettingsDesk;
  readonly levels: LevelDesk;
  readonly accounts: AccountStore;
  readonly access: AccessDesk;
  readonly blocks: BlockDesk;
  readonly live: LiveSessions;
  /** What the web page and the API ask beside operations. */
  readonly web: WebGate;
  /** Bytes that a mailbox holds. */
  readonly usedBytes: (mailbox: string) => number | Promise<number>;
  readonly journal: Journal;
  /** Why no mail is taken just now; undefined where it is. */
  readonly trouble: () => string | undefined;
  /** What is not as it should be and yet keeps no mail out. */
  readonly warnings: Certificates["warnings"];
  /** Writes a remark into the program's own log. */
  readonly note: (text: string) => void;
  /** Writes an error there. */
  readonly report: ErrorLog["report"];
  /** Resolves when what was journalled and noted so far is written. */
  readonly written: () => Promise<void>;
  /** Ends messages under way for so many seconds, writes everything down, and stops. */
  stop(graceSeconds: number): Promise<void>;
}

/** What whoever starts the program found, where it is not as usual. */
interface Start {
  /** The configuration file, for changes; otherwise the one of the data folder. */
  readonly file?: string;
  /** Sockets that were opened before us take the place of the configured addresses. */
  readonly sockets?: InheritedSockets;
  readonly privileges?: Privileges;
}

/** How often the log is asked whether a heartbeat is due or a cache is old, what a disk refused is tried again, and old logs are looked after. */
const tickMilliseconds = 1000;

/**
 * Starts on a data folder whose lock the caller holds, with the configuration that its file has. Throws UsageError for a port or a
 * folder that is not to be had.
 */
export async function composeServer(
  config: Config,
  data: string,
  now: () => number,
  { file = paths(data).config, sockets = {}, privileges = noPrivileges }: Start = {},
): Promise<RunningServer> {
  const certificates = openCertificates(config, data, now);
  const { identity } = certificates;
  const isOurs = () => hasOwnDomain(accounts);
  const known = { data, sockets, hasOwnDomain: isOurs, asRoot: isRootHere(privileges) };
  const settings = createSettingsDesk({
    file,
    config,
    prepare: preparedBy(known, certificates, () => ledger),
    effectOf: ({ restart }) => (restart ? "at-restart" : "now"),
  });
  const mailboxes = await openMailboxes(settings.config, data, now, (...error) => ledger.report(...error));
  const { database, accounts, usedBytes, hooks } = mailboxes;
  refuseStart(config, undefined, known);
  refuseArchiveFolder(config, data);
  const parts = { config: settings.config, database, accounts, now, ledger: () => ledger };
  const intrusion = openIntrusion({ ...parts, lookUp: systemLookUp });
  const live = new SessionNews();
  const ledger = openLedger(settings.config, data, now, watchedBy(intrusion, live));
  const tellCrash = await ledger.recover();
  const { emit, flush, journal, note, report, tell } = ledger;
  const said = (kind: "service.started" | "service.stopped") => tell(serviceEvent(kind, config, now()));
  const nextId = idMaker(config.server.node, now);
  const access = accessFrom(mailboxes, settings, now);
  const smtp = await composeSmtp(settings, data, identity, {
    ...hooks,
    ...{ now, emit, nextId, turn: new Turn(flush), ...intrusion.hooks },
    authentication: intrusion.explained(hooks.authentication),
    failed: (error) => report("a session", error),
  });
  const listeners = await privileges
    .asRoot(() => openListeners(smtp, config, data, { sockets, hasOwnDomain: isOurs }))
    .catch(async (error: unknown) => {
      await smtp.stop(0);
      accounts.close();
      throw error;
    });
  privileges.drop();
  tellCrash();
  said("service.started");
  const levels = createLevelDesk({ settings, file: paths(data).levels, journal, now });
  const upkeep = createLogUpkeep({ config: settings.config, data, folder: ledger.folder, now, say: note });
  // Whoever is logged in may stay as long as nothing is written to what accounts and suspensions are kept in.
  const review = whenChanged(database, smtp.review);
  const warn = warnOnce(certificates.warnings, note);
  const tick = repeat([ledger.heartbeat, levels.revert, upkeep.tick, intrusion.tick, review, warn], report);
  return {
    listeners,
    get logFolder() {
      return ledger.folder();
    },
    ...{ settings, levels, accounts, access, usedBytes, blocks: intrusion.desk, live, warnings: certificates.warnings },
    trouble: () => (hooks.hasRoom(0) ? undefined : "the disk of the mailboxes is nearly full, and no mail is taken"),
    web: openWebGate({ settings, ledger, intrusion, identity, nextId, now }),
    ...{ journal, note, report, written: ledger.written },
    stop: async (graceSeconds) => {
      clearInterval(tick);
      await upkeep.stop();
      await smtp.stop(graceSeconds);
      ledger.endSessions();
      said("service.stopped");
      await ledger
        .close()
        .finally(intrusion.save)
        .finally(() => accounts.close());
    },
  };
}

/** Refuses what a start would refuse; what it gives takes a configuration into force. */
const preparedBy =
  (known: KnownAtStart, certificates: Certificates, ledger: () => Pick<Ledger, "prepareMove">) =>
  (next: Config, before: Config | undefined): (() => void) => {
    refuseStart(next, before, known);
    refuseArchive(next, known.data);
    const [moveLog, renewCertificates] = [ledger().prepareMove(next), certificates.prepare(next)];
    return () => {
      moveLog();
      renewCertificates();
    };
  };

/** Does the chores now and at each tick; one that fails keeps no other from being done. */
function repeat(chores: readonly (() => void)[], report: ErrorLog["report"]): NodeJS.Timeout {
  const look = () => {
    for (const chore of chores) {
      try {
        chore();
      } catch (error) {
        report("a timer", error);
      }
    }
  };
  look();
  return setInterval(look, tickMilliseconds);
}

/** Notes each warning when it comes up, and again only after it was gone. */
function warnOnce(warnings: () => readonly string[], note: (text: string) => void): () => void {
  let told: readonly string[] = [];
  return () => {
    const before = told;
    told = warnings();
    for (const warning of told) if (!before.includes(warning)) note(warning);
  };
}

const serviceEvent = (kind: "service.started" | "service.stopped", { server }: Config, at: number): SystemEvent => ({
  kind,
  title: "SMTP",
  at,
  atPrecisionSeconds: 0.001,
  node: String(server.node),
  service: "smtp",
});

/** The guard counts what happens; whoever watches is told of sessions that end. */
const watchedBy = (intrusion: Intrusion, live: SessionNews): Watcher => ({
  take: intrusion.take,
  end: (session) => {
    intrusion.end(session);
    live.tell(session);
  },
});

const accessFrom = (
  { database, accounts, checkOwnPassword, hooks }: Mailboxes,
  settings: SettingsDesk,
  now: () => number,
) =>
  createAccessDesk({
    ...{ store: openAccess(database), accounts, checkPassword: checkOwnPassword, now },
    ownsAddress: hooks.authentication.ownsAddress,
    limits: () => settings.config().web,
  });

/** The SMTP server without its listeners. */
async function composeSmtp(
  settings: SettingsDesk,
  data: string,
  identity: TlsIdentity | undefined,
  hooks: Omit<SmtpHooks, "isTrusted" | "resumption">,
): Promise<SmtpServer> {
  const config = settings.config();
  const { node } = config.server;
  const resumption = await createResumption(paths(data).resumable, () => settings.config().smtp.resume, hooks.now);
  return createSmtpServer(
    {
      node: String(node),
      hostname: () => settings.config().server.hostname,
      limits: limitsBy(settings.config),
      ...(identity && { identity }),
    },
    {
      ...hooks,
      isTrusted: trustBy(settings.config),
      ...(config.smtp.resume.enabled && { resumption }),
    },
  );
}
