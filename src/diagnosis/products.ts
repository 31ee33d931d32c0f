/** What the log of a product tells of, by the id of its format (`src/reading/formats/`). */

/**
 * `server`: takes mail from other hosts, or what programs of its own machine send; `store`: keeps mailboxes for one; `filter`: judges or
 * changes a message that it is handed; `checker`: is asked about one; `deliverer`: lays it into a mailbox; `guard`: shuts hosts out;
 * `logger`: writes what others say; `supplier`: brings it mail or connections, or looks names and passwords up for it.
 */
type Product = "server" | "store" | "filter" | "checker" | "deliverer" | "guard" | "logger" | "supplier";

export const products: Readonly<Record<string, Product>> = {
  amavis: "filter",
  clamd: "checker",
  clamsmtp: "filter",
  courier: "server",
  "courier-imap": "store",
  cyrus: "store",
  "dkimpy-milter": "checker",
  dma: "server",
  dovecot: "store",
  exchange: "server",
  exim: "server",
  fail2ban: "guard",
  fetchmail: "supplier",
  getmail: "supplier",
  haproxy: "supplier",
  icewarp: "server",
  maildrop: "deliverer",
  mailfromd: "checker",
  mailman: "filter",
  mailscanner: "filter",
  mimedefang: "filter",
  msmtp: "server",
  nullmailer: "server",
  opendkim: "checker",
  opendmarc: "checker",
  opensmtpd: "server",
  pmg: "filter",
  "policyd-rate-limit": "checker",
  "policyd-spf": "checker",
  "policyd-spf-perl": "checker",
  "policyd-weight": "checker",
  postfix: "server",
  postfwd: "checker",
  postgrey: "checker",
  postino: "server",
  postsrsd: "checker",
  procmail: "deliverer",
  "pyspf-milter": "checker",
  rspamd: "filter",
  saslauthd: "supplier",
  sendmail: "server",
  "spamass-milter": "checker",
  spamassassin: "filter",
  spamc: "checker",
  spampd: "filter",
  sqlgrey: "checker",
  ssmtp: "server",
  stunnel: "supplier",
  syslogd: "logger",
  unbound: "supplier",
};

/** Those that log what mail programs do, too. */
const withVisits: ReadonlySet<string> = new Set(["courier-imap", "cyrus", "dovecot", "icewarp"]);

type Formats = readonly string[];

/** Our records are a server's. */
const isServer = (format: string): boolean => (products[format] ?? "server") === "server";

export const haveServer = (formats: Formats): boolean => formats.some(isServer);
export const have = (formats: Formats, ...kinds: readonly Product[]): boolean =>
  formats.some((format) => kinds.some((kind) => kind === products[format]));
export const areStores = (formats: Formats): boolean => formats.every((format) => products[format] === "store");
export const haveVisits = (formats: Formats): boolean => formats.some((format) => withVisits.has(format));
