/** Every operation of the API: its route, and the types of its input and output. Made by `npm run gen`; do not edit. */
import type { z } from "zod";
import type { accountAdd } from "../api/operations/account-add.ts";
import type { accountChange } from "../api/operations/account-change.ts";
import type { accountList } from "../api/operations/account-list.ts";
import type { accountPassword } from "../api/operations/account-password.ts";
import type { accountRemove } from "../api/operations/account-remove.ts";
import type { accountShow } from "../api/operations/account-show.ts";
import type { aliasAdd } from "../api/operations/alias-add.ts";
import type { aliasChange } from "../api/operations/alias-change.ts";
import type { aliasList } from "../api/operations/alias-list.ts";
import type { aliasRemove } from "../api/operations/alias-remove.ts";
import type { aliasShow } from "../api/operations/alias-show.ts";
import type { appPasswordAdd } from "../api/operations/app-password-add.ts";
import type { appPasswordRemove } from "../api/operations/app-password-remove.ts";
import type { blocksAdd } from "../api/operations/blocks-add.ts";
import type { blocksExpire } from "../api/operations/blocks-expire.ts";
import type { blocksHanded } from "../api/operations/blocks-handed.ts";
import type { blocksList } from "../api/operations/blocks-list.ts";
import type { blocksRemove } from "../api/operations/blocks-remove.ts";
import type { blocksShow } from "../api/operations/blocks-show.ts";
import type { domainAdd } from "../api/operations/domain-add.ts";
import type { domainChange } from "../api/operations/domain-change.ts";
import type { domainList } from "../api/operations/domain-list.ts";
import type { domainRemove } from "../api/operations/domain-remove.ts";
import type { domainShow } from "../api/operations/domain-show.ts";
import type { explain } from "../api/operations/explain.ts";
import type { journalList } from "../api/operations/journal-list.ts";
import type { logFile } from "../api/operations/log-file.ts";
import type { logFiles } from "../api/operations/log-files.ts";
import type { logFlush } from "../api/operations/log-flush.ts";
import type { logLevelList } from "../api/operations/log-level-list.ts";
import type { logLevels } from "../api/operations/log-levels.ts";
import type { logTail } from "../api/operations/log-tail.ts";
import type { logUploadList } from "../api/operations/log-upload-list.ts";
import type { logUploadRead } from "../api/operations/log-upload-read.ts";
import type { logUploadRemove } from "../api/operations/log-upload-remove.ts";
import type { logUpload } from "../api/operations/log-upload.ts";
import type { login } from "../api/operations/login.ts";
import type { logout } from "../api/operations/logout.ts";
import type { me } from "../api/operations/me.ts";
import type { secondFactorConfirm } from "../api/operations/second-factor-confirm.ts";
import type { secondFactorRemove } from "../api/operations/second-factor-remove.ts";
import type { secondFactorStart } from "../api/operations/second-factor-start.ts";
import type { sessionList } from "../api/operations/session-list.ts";
import type { sessionLive } from "../api/operations/session-live.ts";
import type { sessionShow } from "../api/operations/session-show.ts";
import type { settingChange } from "../api/operations/setting-change.ts";
import type { settingList } from "../api/operations/setting-list.ts";
import type { settingReload } from "../api/operations/setting-reload.ts";
import type { tokenAdd } from "../api/operations/token-add.ts";
import type { tokenList } from "../api/operations/token-list.ts";
import type { tokenRemove } from "../api/operations/token-remove.ts";
import type { why } from "../api/operations/why.ts";

export const routes = {
  "account-add": "POST /api/accounts",
  "account-change": "PATCH /api/accounts/{address}",
  "account-list": "GET /api/accounts",
  "account-password": "PUT /api/accounts/{address}/password",
  "account-remove": "DELETE /api/accounts/{address}",
  "account-show": "GET /api/accounts/{address}",
  "alias-add": "POST /api/aliases",
  "alias-change": "PATCH /api/aliases/{address}",
  "alias-list": "GET /api/aliases",
  "alias-remove": "DELETE /api/aliases/{address}",
  "alias-show": "GET /api/aliases/{address}",
  "app-password-add": "POST /api/accounts/{address}/app-passwords",
  "app-password-remove": "DELETE /api/accounts/{address}/app-passwords/{device}",
  "blocks-add": "POST /api/blocks",
  "blocks-expire": "POST /api/blocks/expire",
  "blocks-handed": "POST /api/blocks/handed",
  "blocks-list": "GET /api/blocks",
  "blocks-remove": "DELETE /api/blocks/{blocked}",
  "blocks-show": "GET /api/blocks/{blocked}",
  "domain-add": "POST /api/domains",
  "domain-change": "PATCH /api/domains/{name}",
  "domain-list": "GET /api/domains",
  "domain-remove": "DELETE /api/domains/{name}",
  "domain-show": "GET /api/domains/{name}",
  explain: "POST /api/explain",
  "journal-list": "GET /api/journal",
  "log-file": "GET /api/log/files/{name}",
  "log-files": "GET /api/log/files",
  "log-flush": "POST /api/log/flush",
  "log-level-list": "GET /api/log/levels",
  "log-levels": "PUT /api/log/levels",
  "log-tail": "GET /api/log/tail",
  "log-upload-list": "GET /api/logs",
  "log-upload-read": "GET /api/logs/{id}/read",
  "log-upload-remove": "DELETE /api/logs/{id}",
  "log-upload": "POST /api/logs/{name}",
  login: "POST /api/login",
  logout: "POST /api/logout",
  me: "GET /api/me",
  "second-factor-confirm": "PUT /api/second-factor",
  "second-factor-remove": "DELETE /api/second-factor",
  "second-factor-start": "POST /api/second-factor",
  "session-list": "GET /api/sessions",
  "session-live": "GET /api/live/sessions",
  "session-show": "GET /api/sessions/{id}",
  "setting-change": "PUT /api/settings/{name}",
  "setting-list": "GET /api/settings",
  "setting-reload": "POST /api/settings/reload",
  "token-add": "POST /api/tokens",
  "token-list": "GET /api/tokens",
  "token-remove": "DELETE /api/tokens/{name}",
  why: "GET /api/why",
} as const;

interface Operations {
  readonly "account-add": typeof accountAdd;
  readonly "account-change": typeof accountChange;
  readonly "account-list": typeof accountList;
  readonly "account-password": typeof accountPassword;
  readonly "account-remove": typeof accountRemove;
  readonly "account-show": typeof accountShow;
  readonly "alias-add": typeof aliasAdd;
  readonly "alias-change": typeof aliasChange;
  readonly "alias-list": typeof aliasList;
  readonly "alias-remove": typeof aliasRemove;
  readonly "alias-show": typeof aliasShow;
  readonly "app-password-add": typeof appPasswordAdd;
  readonly "app-password-remove": typeof appPasswordRemove;
  readonly "blocks-add": typeof blocksAdd;
  readonly "blocks-expire": typeof blocksExpire;
  readonly "blocks-handed": typeof blocksHanded;
  readonly "blocks-list": typeof blocksList;
  readonly "blocks-remove": typeof blocksRemove;
  readonly "blocks-show": typeof blocksShow;
  readonly "domain-add": typeof domainAdd;
  readonly "domain-change": typeof domainChange;
  readonly "domain-list": typeof domainList;
  readonly "domain-remove": typeof domainRemove;
  readonly "domain-show": typeof domainShow;
  readonly explain: typeof explain;
  readonly "journal-list": typeof journalList;
  readonly "log-file": typeof logFile;
  readonly "log-files": typeof logFiles;
  readonly "log-flush": typeof logFlush;
  readonly "log-level-list": typeof logLevelList;
  readonly "log-levels": typeof logLevels;
  readonly "log-tail": typeof logTail;
  readonly "log-upload-list": typeof logUploadList;
  readonly "log-upload-read": typeof logUploadRead;
  readonly "log-upload-remove": typeof logUploadRemove;
  readonly "log-upload": typeof logUpload;
  readonly login: typeof login;
  readonly logout: typeof logout;
  readonly me: typeof me;
  readonly "second-factor-confirm": typeof secondFactorConfirm;
  readonly "second-factor-remove": typeof secondFactorRemove;
  readonly "second-factor-start": typeof secondFactorStart;
  readonly "session-list": typeof sessionList;
  readonly "session-live": typeof sessionLive;
  readonly "session-show": typeof sessionShow;
  readonly "setting-change": typeof settingChange;
  readonly "setting-list": typeof settingList;
  readonly "setting-reload": typeof settingReload;
  readonly "token-add": typeof tokenAdd;
  readonly "token-list": typeof tokenList;
  readonly "token-remove": typeof tokenRemove;
  readonly why: typeof why;
}

export type OperationId = keyof Operations;
export type Input<K extends OperationId> = z.input<Operations[K]["input"]>;
export type Output<K extends OperationId> = z.output<Operations[K]["output"]>;
