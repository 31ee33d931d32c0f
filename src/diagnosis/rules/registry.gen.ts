/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { DiagnosisRule } from "../rule.ts";
import { auth as clientAuth } from "./client/auth.ts";
import { connectionLimit as clientConnectionLimit } from "./client/connection-limit.ts";
import { imapExpunged as clientImapExpunged } from "./client/imap-expunged.ts";
import { imapMoved as clientImapMoved } from "./client/imap-moved.ts";
import { junk as clientJunk } from "./client/junk.ts";
import { pop3Taken as clientPop3Taken } from "./client/pop3-taken.ts";
import { rule as clientRule } from "./client/rule.ts";
import { seenElsewhere as clientSeenElsewhere } from "./client/seen-elsewhere.ts";
import { firewallDrop as connectFirewallDrop } from "./connect/firewall-drop.ts";
import { port25Blocked as connectPort25Blocked } from "./connect/port25-blocked.ts";
import { refused as connectRefused } from "./connect/refused.ts";
import { reset as connectReset } from "./connect/reset.ts";
import { timeout as connectTimeout } from "./connect/timeout.ts";
import { clientAbort as dataClientAbort } from "./data/client-abort.ts";
import { midTransferDrop as dataMidTransferDrop } from "./data/mid-transfer-drop.ts";
import { sizeExceeded as dataSizeExceeded } from "./data/size-exceeded.ts";
import { domainLocalAtSender as dnsDomainLocalAtSender } from "./dns/domain-local-at-sender.ts";
import { mxWrong as dnsMxWrong } from "./dns/mx-wrong.ts";
import { nxdomain as dnsNxdomain } from "./dns/nxdomain.ts";
import { attachment as eodAttachment } from "./eod/attachment.ts";
import { contentRule as eodContentRule } from "./eod/content-rule.ts";
import { malformed as eodMalformed } from "./eod/malformed.ts";
import { scannerDown as eodScannerDown } from "./eod/scanner-down.ts";
import { slowScan as eodSlowScan } from "./eod/slow-scan.ts";
import { spam as eodSpam } from "./eod/spam.ts";
import { systemFull as eodSystemFull } from "./eod/system-full.ts";
import { virus as eodVirus } from "./eod/virus.ts";
import { logGap as evidenceLogGap } from "./evidence/log-gap.ts";
import { otherNode as evidenceOtherNode } from "./evidence/other-node.ts";
import { wrongKey as evidenceWrongKey } from "./evidence/wrong-key.ts";
import { busy as greetingBusy } from "./greeting/busy.ts";
import { delayAbandoned as greetingDelayAbandoned } from "./greeting/delay-abandoned.ts";
import { earlyTalker as greetingEarlyTalker } from "./greeting/early-talker.ts";
import { helo as greetingHelo } from "./greeting/helo.ts";
import { ipsBan as greetingIpsBan } from "./greeting/ips-ban.ts";
import { aliasWrong as localAliasWrong } from "./local/alias-wrong.ts";
import { autoreplyOnly as localAutoreplyOnly } from "./local/autoreply-only.ts";
import { bounceSuppressed as localBounceSuppressed } from "./local/bounce-suppressed.ts";
import { catchAll as localCatchAll } from "./local/catch-all.ts";
import { deliveryDefer as localDeliveryDefer } from "./local/delivery-defer.ts";
import { deliveryFailed as localDeliveryFailed } from "./local/delivery-failed.ts";
import { duplicate as localDuplicate } from "./local/duplicate.ts";
import { filterDeleted as localFilterDeleted } from "./local/filter-deleted.ts";
import { filterMoved as localFilterMoved } from "./local/filter-moved.ts";
import { forwardAuth as localForwardAuth } from "./local/forward-auth.ts";
import { forwardNocopy as localForwardNocopy } from "./local/forward-nocopy.ts";
import { listDropped as localListDropped } from "./local/list-dropped.ts";
import { quarantined as localQuarantined } from "./local/quarantined.ts";
import { quotaLate as localQuotaLate } from "./local/quota-late.ts";
import { scanBacklog as localScanBacklog } from "./local/scan-backlog.ts";
import { sieve as localSieve } from "./local/sieve.ts";
import { spamDeleted as localSpamDeleted } from "./local/spam-deleted.ts";
import { spamFolder as localSpamFolder } from "./local/spam-folder.ts";
import { senderBlocked as mailSenderBlocked } from "./mail/sender-blocked.ts";
import { senderDomainUnresolvable as mailSenderDomainUnresolvable } from "./mail/sender-domain-unresolvable.ts";
import { sizeDeclared as mailSizeDeclared } from "./mail/size-declared.ts";
import { userBlocked as mailUserBlocked } from "./mail/user-blocked.ts";
import { appMail as neverAppMail } from "./never/app-mail.ts";
import { noTrace as neverNoTrace } from "./never/no-trace.ts";
import { notAddressee as neverNotAddressee } from "./never/not-addressee.ts";
import { otherIdentity as neverOtherIdentity } from "./never/other-identity.ts";
import { wrongAddress as neverWrongAddress } from "./never/wrong-address.ts";
import { deleted as queueDeleted } from "./queue/deleted.ts";
import { dsnFailed as queueDsnFailed } from "./queue/dsn-failed.ts";
import { expired as queueExpired } from "./queue/expired.ts";
import { held as queueHeld } from "./queue/held.ts";
import { loop as queueLoop } from "./queue/loop.ts";
import { lost as queueLost } from "./queue/lost.ts";
import { stopped as queueStopped } from "./queue/stopped.ts";
import { waiting as queueWaiting } from "./queue/waiting.ts";
import { wrongRoute as queueWrongRoute } from "./queue/wrong-route.ts";
import { directoryDown as rcptDirectoryDown } from "./rcpt/directory-down.ts";
import { earlyRetry as rcptEarlyRetry } from "./rcpt/early-retry.ts";
import { greylistNoRetry as rcptGreylistNoRetry } from "./rcpt/greylist-no-retry.ts";
import { greylistPool as rcptGreylistPool } from "./rcpt/greylist-pool.ts";
import { greylist as rcptGreylist } from "./rcpt/greylist.ts";
import { partial as rcptPartial } from "./rcpt/partial.ts";
import { relayDenied as rcptRelayDenied } from "./rcpt/relay-denied.ts";
import { tooMany as rcptTooMany } from "./rcpt/too-many.ts";
import { userUnknown as rcptUserUnknown } from "./rcpt/user-unknown.ts";
import { botNoise as sessionBotNoise } from "./session/bot-noise.ts";
import { probeQuit as sessionProbeQuit } from "./session/probe-quit.ts";
import { protocolError as sessionProtocolError } from "./session/protocol-error.ts";
import { rcptProbe as sessionRcptProbe } from "./session/rcpt-probe.ts";
import { timeout as sessionTimeout } from "./session/timeout.ts";
import { tooManyErrors as sessionTooManyErrors } from "./session/too-many-errors.ts";
import { delivered as storeDelivered } from "./store/delivered.ts";
import { restoredOld as storeRestoredOld } from "./store/restored-old.ts";
import { retention as storeRetention } from "./store/retention.ts";
import { acceptedLost as submissionAcceptedLost } from "./submission/accepted-lost.ts";
import { accountBlocked as submissionAccountBlocked } from "./submission/account-blocked.ts";
import { authBackend as submissionAuthBackend } from "./submission/auth-backend.ts";
import { authFailed as submissionAuthFailed } from "./submission/auth-failed.ts";
import { authRequired as submissionAuthRequired } from "./submission/auth-required.ts";
import { mechanism as submissionMechanism } from "./submission/mechanism.ts";
import { outboundFilter as submissionOutboundFilter } from "./submission/outbound-filter.ts";
import { rateLimit as submissionRateLimit } from "./submission/rate-limit.ts";
import { senderNotOwned as submissionSenderNotOwned } from "./submission/sender-not-owned.ts";
import { tooLarge as submissionTooLarge } from "./submission/too-large.ts";
import { cert as tlsCert } from "./tls/cert.ts";
import { handshake as tlsHandshake } from "./tls/handshake.ts";

export const registry: Readonly<Record<string, DiagnosisRule>> = {
  "client.auth": clientAuth,
  "client.connection-limit": clientConnectionLimit,
  "client.imap-expunged": clientImapExpunged,
  "client.imap-moved": clientImapMoved,
  "client.junk": clientJunk,
  "client.pop3-taken": clientPop3Taken,
  "client.rule": clientRule,
  "client.seen-elsewhere": clientSeenElsewhere,
  "connect.firewall-drop": connectFirewallDrop,
  "connect.port25-blocked": connectPort25Blocked,
  "connect.refused": connectRefused,
  "connect.reset": connectReset,
  "connect.timeout": connectTimeout,
  "data.client-abort": dataClientAbort,
  "data.mid-transfer-drop": dataMidTransferDrop,
  "data.size-exceeded": dataSizeExceeded,
  "dns.domain-local-at-sender": dnsDomainLocalAtSender,
  "dns.mx-wrong": dnsMxWrong,
  "dns.nxdomain": dnsNxdomain,
  "eod.attachment": eodAttachment,
  "eod.content-rule": eodContentRule,
  "eod.malformed": eodMalformed,
  "eod.scanner-down": eodScannerDown,
  "eod.slow-scan": eodSlowScan,
  "eod.spam": eodSpam,
  "eod.system-full": eodSystemFull,
  "eod.virus": eodVirus,
  "evidence.log-gap": evidenceLogGap,
  "evidence.other-node": evidenceOtherNode,
  "evidence.wrong-key": evidenceWrongKey,
  "greeting.busy": greetingBusy,
  "greeting.delay-abandoned": greetingDelayAbandoned,
  "greeting.early-talker": greetingEarlyTalker,
  "greeting.helo": greetingHelo,
  "greeting.ips-ban": greetingIpsBan,
  "local.alias-wrong": localAliasWrong,
  "local.autoreply-only": localAutoreplyOnly,
  "local.bounce-suppressed": localBounceSuppressed,
  "local.catch-all": localCatchAll,
  "local.delivery-defer": localDeliveryDefer,
  "local.delivery-failed": localDeliveryFailed,
  "local.duplicate": localDuplicate,
  "local.filter-deleted": localFilterDeleted,
  "local.filter-moved": localFilterMoved,
  "local.forward-auth": localForwardAuth,
  "local.forward-nocopy": localForwardNocopy,
  "local.list-dropped": localListDropped,
  "local.quarantined": localQuarantined,
  "local.quota-late": localQuotaLate,
  "local.scan-backlog": localScanBacklog,
  "local.sieve": localSieve,
  "local.spam-deleted": localSpamDeleted,
  "local.spam-folder": localSpamFolder,
  "mail.sender-blocked": mailSenderBlocked,
  "mail.sender-domain-unresolvable": mailSenderDomainUnresolvable,
  "mail.size-declared": mailSizeDeclared,
  "mail.user-blocked": mailUserBlocked,
  "never.app-mail": neverAppMail,
  "never.no-trace": neverNoTrace,
  "never.not-addressee": neverNotAddressee,
  "never.other-identity": neverOtherIdentity,
  "never.wrong-address": neverWrongAddress,
  "queue.deleted": queueDeleted,
  "queue.dsn-failed": queueDsnFailed,
  "queue.expired": queueExpired,
  "queue.held": queueHeld,
  "queue.loop": queueLoop,
  "queue.lost": queueLost,
  "queue.stopped": queueStopped,
  "queue.waiting": queueWaiting,
  "queue.wrong-route": queueWrongRoute,
  "rcpt.directory-down": rcptDirectoryDown,
  "rcpt.early-retry": rcptEarlyRetry,
  "rcpt.greylist-no-retry": rcptGreylistNoRetry,
  "rcpt.greylist-pool": rcptGreylistPool,
  "rcpt.greylist": rcptGreylist,
  "rcpt.partial": rcptPartial,
  "rcpt.relay-denied": rcptRelayDenied,
  "rcpt.too-many": rcptTooMany,
  "rcpt.user-unknown": rcptUserUnknown,
  "session.bot-noise": sessionBotNoise,
  "session.probe-quit": sessionProbeQuit,
  "session.protocol-error": sessionProtocolError,
  "session.rcpt-probe": sessionRcptProbe,
  "session.timeout": sessionTimeout,
  "session.too-many-errors": sessionTooManyErrors,
  "store.delivered": storeDelivered,
  "store.restored-old": storeRestoredOld,
  "store.retention": storeRetention,
  "submission.accepted-lost": submissionAcceptedLost,
  "submission.account-blocked": submissionAccountBlocked,
  "submission.auth-backend": submissionAuthBackend,
  "submission.auth-failed": submissionAuthFailed,
  "submission.auth-required": submissionAuthRequired,
  "submission.mechanism": submissionMechanism,
  "submission.outbound-filter": submissionOutboundFilter,
  "submission.rate-limit": submissionRateLimit,
  "submission.sender-not-owned": submissionSenderNotOwned,
  "submission.too-large": submissionTooLarge,
  "tls.cert": tlsCert,
  "tls.handshake": tlsHandshake,
};
