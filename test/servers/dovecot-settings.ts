/** The same settings in the words of three Dovecots: 2.2, 2.3, and 2.4, which renamed most of them. */

export interface DovecotLayout {
  readonly folder: string;
  readonly ports: { readonly imap: number; readonly imaps: number; readonly pop3: number; readonly pop3s: number };
  /** The port on 127.0.0.1 that takes what sieve sends. */
  readonly submission: number;
  /** Where it takes mail. */
  readonly lmtpSocket: string;
  readonly bySyslog: boolean;
}

const nobody = 65534;
const events = "delete undelete expunge save copy mailbox_create mailbox_delete mailbox_rename flag_change";

const common = ({ folder, ports, lmtpSocket, bySyslog }: DovecotLayout): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${bySyslog ? "syslog" : `${folder}/dovecot.log`}
listen = 127.0.0.1
protocols = imap pop3 lmtp
hostname = mx.example.test
ssl = yes
auth_verbose = yes
auth_failure_delay = 0
login_trusted_networks =
mail_uid = ${nobody}
mail_gid = ${nobody}
first_valid_uid = ${nobody}
first_valid_gid = ${nobody}
mail_max_userip_connections = 4
postmaster_address = postmaster@example.test
lda_mailbox_autocreate = yes
lmtp_save_to_detail_mailbox = no
namespace inbox {
  inbox = yes
  separator = /
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
  mailbox Trash {
    auto = create
    autoexpunge = 1s
    special_use = \\Trash
  }
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
  }
}
service pop3-login {
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
  }
}
service lmtp {
  unix_listener ${lmtpSocket} {
    mode = 0666
  }
}
service auth {
  unix_listener auth-userdb {
    mode = 0666
  }
}
`;

/** Up to 2.2. */
const formerly = `
ssl_protocols = !SSLv3 !TLSv1 !TLSv1.1
`;

/** Since 2.3. */
const withStats = `
ssl_min_protocol = TLSv1.2
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`;

const of23 = ({ folder, submission }: DovecotLayout): string => `
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
mail_home = ${folder}/mail/%n
mail_plugins = quota notify mail_log
submission_host = 127.0.0.1:${submission}
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/deny
  deny = yes
}
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
plugin {
  quota = maildir:User quota
  quota_rule = *:bytes=10M
  mail_log_events = ${events}
  sieve = file:~/sieve;active=~/.dovecot.sieve
}
protocol lmtp {
  mail_plugins = $mail_plugins sieve
}
protocol lda {
  mail_plugins = $mail_plugins sieve
}
`;

const of24 = ({ folder, submission }: DovecotLayout): string => `
ssl_server_cert_file = ${folder}/cert.pem
ssl_server_key_file = ${folder}/key.pem
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = ~/Maildir
mail_home = ${folder}/mail/%{user | username}
submission_host = 127.0.0.1:${submission}
mail_plugins {
  quota = yes
  notify = yes
  mail_log = yes
}
mail_log_events = ${events}
passdb deny {
  driver = passwd-file
  passwd_file_path = ${folder}/deny
  deny = yes
}
passdb users {
  driver = passwd-file
  passwd_file_path = ${folder}/users
}
userdb users {
  driver = passwd-file
  passwd_file_path = ${folder}/users
}
quota "User quota" {
  driver = maildir
}
quota_storage_size = 10M
# A tenth, as 2.3 has it; 2.4 lets the last message be ten megabytes too big.
quota_storage_grace = 300B
sieve_script personal {
  driver = file
  path = ~/sieve
  active_path = ~/.dovecot.sieve
}
protocol lmtp {
  mail_plugins {
    sieve = yes
  }
}
protocol lda {
  mail_plugins {
    sieve = yes
  }
}
`;

/** Has the words of 2.4. */
const isNew = (version: string): boolean => !/^2\.[0-3]\./.test(version);
const isOld = (version: string): boolean => /^2\.[0-2]\./.test(version);

/** A whole configuration. */
export function settingsOf(version: string, layout: DovecotLayout): string {
  if (isOld(version)) return common(layout) + formerly + of23(layout);
  if (!isNew(version)) return common(layout) + withStats + of23(layout);
  // It must be told first by which version's defaults it was written.
  const number = /^[\d.]+/.exec(version)?.[0];
  return `dovecot_config_version = ${number}\ndovecot_storage_version = ${number}\n${common(layout)}${withStats}${of24(layout)}`;
}

/** Which fields the mail_log plugin names. */
export const loggedFields = (version: string, fields: string): string =>
  isNew(version) ? `mail_log_fields = ${fields}\n` : `plugin {\n  mail_log_fields = ${fields}\n}\n`;

/** A field of passwd-file: what a mailbox may hold. */
export const quotaField = (version: string, bytes: number): string =>
  isNew(version) ? `userdb_quota_storage_size=${bytes}B` : `userdb_quota_rule=*:bytes=${bytes}`;
