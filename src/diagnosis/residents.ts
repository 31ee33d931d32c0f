/** Who has mail on the server whose records are read, as its accounts say: a log names only those who got or sent some. */
export interface Residents {
  /** False for a name that nobody has in a domain of this server; undefined for other domains, and where accounts cannot be read. */
  readonly has: (address: string) => Promise<boolean | undefined>;
  /** Addresses of the accounts whose owners are called so. */
  readonly named: (name: string) => Promise<readonly string[]>;
}
