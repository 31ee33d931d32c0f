/** The connections of postscreen: open ones, and those that passed and that smtpd is about to take. */
import type { Connection } from "./scene.ts";

/** So soon smtpd takes a connection from postscreen; where all servers are busy it may have to wait. */
const handOverMilliseconds = 30_000;
/** What smtpd never took (its log is another file, or was cut) stays known up to this number. */
const maxKept = 10_000;

interface Screening {
  readonly connection: Connection;
  readonly ip: string;
  readonly port: number;
  passed: boolean;
}

export class Screened {
  /** By `address port`, the oldest first. */
  readonly #all = new Map<string, Screening>();
  readonly #keys = new Map<Connection, string>();

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  get(ip: string, port: number): Connection | undefined {
    return this.#all.get(`${ip} ${port}`)?.connection;
  }

  add(ip: string, port: number, connection: Connection): Connection {
    const key = `${ip} ${port}`;
    this.#all.set(key, { connection, ip, port, passed: false });
    this.#keys.set(connection, key);
    return connection;
  }

  /** The newest of that client. */
  last(ip: string): Connection | undefined {
    return [...this.#all.values()].findLast((one) => one.ip === ip)?.connection;
  }

  /** It waits for smtpd; gives one that waits in vain and is forgotten for it. */
  pass(connection: Connection): Connection | undefined {
    const key = this.#keys.get(connection);
    const screening = key === undefined ? undefined : this.#all.get(key);
    if (screening) screening.passed = true;
    const [oldest] = this.#all.size > maxKept ? this.#all.values() : [];
    if (oldest) this.delete(oldest.connection);
    return oldest?.connection;
  }

  /** The one that smtpd goes on with: that address, and that port where smtpd tells it. */
  take(ip: string, port: number | undefined, at: number): Connection | undefined {
    const exact = port === undefined ? undefined : this.#all.get(`${ip} ${port}`);
    const found =
      exact ??
      [...this.#all.values()].find(
        (one) => one.passed && one.ip === ip && at - one.connection.lastAt <= handOverMilliseconds,
      );
    if (found) this.delete(found.connection);
    return found?.connection;
  }

  delete(connection: Connection): void {
    const key = this.#keys.get(connection);
    if (key === undefined) return;
    this.#keys.delete(connection);
    this.#all.delete(key);
  }
}
