/** Who may do what through the API: roles, second factors, logins of the page and tokens in the database. SQL of these is here only. */
import type { Database, Statement } from "../base/database.ts";
import type { Role } from "./role.ts";

/** Scripts of SQL in the order in which they were written; each has run in every database that is in use. */
export const accessTables: readonly [string] = [
  `CREATE TABLE role (
    domain TEXT NOT NULL, local TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('helpdesk', 'admin')),
    PRIMARY KEY (domain, local),
    FOREIGN KEY (domain, local) REFERENCES account (domain, local) ON DELETE CASCADE) WITHOUT ROWID;
  CREATE TABLE secondFactor (
    domain TEXT NOT NULL, local TEXT NOT NULL, secret BLOB NOT NULL, confirmedAt INTEGER, usedStep INTEGER NOT NULL,
    PRIMARY KEY (domain, local),
    FOREIGN KEY (domain, local) REFERENCES account (domain, local) ON DELETE CASCADE) WITHOUT ROWID;
  CREATE TABLE webSession (
    hash BLOB PRIMARY KEY, domain TEXT NOT NULL, local TEXT NOT NULL, createdAt INTEGER NOT NULL, usedAt INTEGER NOT NULL,
    FOREIGN KEY (domain, local) REFERENCES account (domain, local) ON DELETE CASCADE) WITHOUT ROWID;
  CREATE INDEX webSessionOf ON webSession (domain, local);
  CREATE TABLE token (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, domain TEXT NOT NULL, local TEXT NOT NULL, name TEXT NOT NULL,
    scopes TEXT NOT NULL, createdAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL, usedAt INTEGER,
    FOREIGN KEY (domain, local) REFERENCES account (domain, local) ON DELETE CASCADE, UNIQUE (domain, local, name))`,
];

/** An account by its key, see `accounts/name.ts`. */
export interface Holder {
  readonly domain: string;
  readonly local: string;
}

export interface SecondFactor {
  readonly secret: Uint8Array;
  /** Milliseconds since the epoch, as all times here; null: it was begun, and no code has proven it. */
  readonly confirmedAt: number | null;
  /** The last step whose code was used. */
  readonly usedStep: number;
}

export interface WebSession extends Holder {
  readonly createdAt: number;
  readonly usedAt: number;
}

export interface Token extends Holder {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

const statements = {
  role: "SELECT role FROM role WHERE domain = ? AND local = ?",
  setRole: "INSERT OR REPLACE INTO role VALUES (?, ?, ?)",
  dropRole: "DELETE FROM role WHERE domain = ? AND local = ?",
  admins: "SELECT domain, local FROM role WHERE role = 'admin'",
  factor: "SELECT secret, confirmedAt, usedStep FROM secondFactor WHERE domain = ? AND local = ?",
  beginFactor: "INSERT OR REPLACE INTO secondFactor VALUES (?, ?, ?, NULL, 0)",
  confirmFactor:
    "UPDATE secondFactor SET confirmedAt = coalesce(confirmedAt, :at), usedStep = :step WHERE domain = :domain AND local = :local",
  dropFactor: "DELETE FROM secondFactor WHERE domain = ? AND local = ?",
  session: "SELECT domain, local, createdAt, usedAt FROM webSession WHERE hash = ?",
  addSession: "INSERT INTO webSession VALUES (:hash, :domain, :local, :at, :at)",
  usedSession: "UPDATE webSession SET usedAt = ? WHERE hash = ?",
  dropSession: "DELETE FROM webSession WHERE hash = ?",
  dropSessions: "DELETE FROM webSession WHERE domain = ? AND local = ?",
  dropOldSessions: "DELETE FROM webSession WHERE usedAt < ? OR createdAt < ?",
  token: "SELECT * FROM token WHERE hash = ?",
  tokens: "SELECT * FROM token WHERE domain = ? AND local = ? ORDER BY id",
  addToken: `INSERT INTO token (hash, domain, local, name, scopes, createdAt, expiresAt)
    VALUES (:hash, :domain, :local, :name, :scopes, :createdAt, :expiresAt)`,
  usedToken: "UPDATE token SET usedAt = ? WHERE hash = ?",
  dropToken: "DELETE FROM token WHERE domain = ? AND local = ? AND name = ?",
  dropTokens: "DELETE FROM token WHERE domain = ? AND local = ?",
} as const;

type Row = NonNullable<ReturnType<Statement["get"]>>;

export type AccessStore = ReturnType<typeof openAccess>;

/** Of a database that has its tables (`app/state.ts`). All throw the database's error alone. */
export function openAccess(database: Database) {
  const sql = Object.fromEntries(
    Object.entries(statements).map(([name, text]) => [name, database.prepare(text)]),
  ) as Record<keyof typeof statements, Statement>;
  return {
    roleOf: ({ domain, local }: Holder): Role => (sql.role.get(domain, local)?.role ?? "user") as Role,
    setRole: ({ domain, local }: Holder, role: Role): void => {
      if (role === "user") sql.dropRole.run(domain, local);
      else sql.setRole.run(domain, local, role);
    },
    admins: () => sql.admins.all() as unknown as readonly Holder[],
    secondFactor: ({ domain, local }: Holder) => sql.factor.get(domain, local) as unknown as SecondFactor | undefined,
    beginSecondFactor: ({ domain, local }: Holder, secret: Uint8Array): void =>
      void sql.beginFactor.run(domain, local, secret),
    /** A code of that step was right: from now on it is asked for, and no code up to it counts again. */
    confirmSecondFactor: ({ domain, local }: Holder, step: number, at: number): void =>
      void sql.confirmFactor.run({ domain, local, step, at }),
    removeSecondFactor: ({ domain, local }: Holder): boolean => sql.dropFactor.run(domain, local).changes > 0,
    webSession: (hash: Uint8Array) => sql.session.get(hash) as unknown as WebSession | undefined,
    addWebSession: ({ domain, local }: Holder, hash: Uint8Array, at: number): void =>
      void sql.addSession.run({ hash, domain, local, at }),
    usedWebSession: (hash: Uint8Array, at: number): void => void sql.usedSession.run(at, hash),
    endWebSession: (hash: Uint8Array): void => void sql.dropSession.run(hash),
    /** Logins of an account; also its tokens where the password may be known to others. */
    endAll: ({ domain, local }: Holder, tokens: boolean): void => {
      sql.dropSessions.run(domain, local);
      if (tokens) sql.dropTokens.run(domain, local);
    },
    endOldWebSessions: (usedBefore: number, createdBefore: number): void =>
      void sql.dropOldSessions.run(usedBefore, createdBefore),
    token: (hash: Uint8Array): Token | undefined => tokenFrom(sql.token.get(hash)),
    tokens: ({ domain, local }: Holder): readonly Token[] =>
      sql.tokens.all(domain, local).flatMap((row) => tokenFrom(row) ?? []),
    addToken: ({ scopes, ...token }: Omit<Token, "usedAt">, hash: Uint8Array): void =>
      void sql.addToken.run({ ...token, scopes: scopes.join(" "), hash }),
    usedToken: (hash: Uint8Array, at: number): void => void sql.usedToken.run(at, hash),
    removeToken: ({ domain, local }: Holder, name: string): boolean =>
      sql.dropToken.run(domain, local, name).changes > 0,
  };
}

function tokenFrom(row: Row | undefined): Token | undefined {
  if (!row) return undefined;
  const { id: _, hash: _hash, scopes, ...token } = row;
  return { ...token, scopes: String(scopes).split(" ") } as unknown as Token;
}
