/** API variables of the guide's product that have no setting here, each with what is instead. */

/** What the names begin with, how they go on, and a few words on why there is no such setting, or what is used. */
const rows: readonly (readonly [prefix: string, names: string, instead: string])[] = [
  // Logging.
  [
    "C_System_Log_Services_",
    "POP3 IMAP IM GW Control FTP LDAP SIP SMS SyncPush Socks CISCO TeamChat WebDocuments ActiveSync WCS WebDAV Meeting DirectoryCache",
    "there is no such service here; the levels of ours are log.levels",
  ],
  ["C_System_Log_Services_", "AV AS", "no antispam or antivirus yet"],
  ["C_System_Log_", "MailQueue", "there is no queue yet"],
  ["C_System_Log_", "API", "what is changed stands in the journal: log.levels.journal"],
  ["C_System_Log_", "DNS", "nothing is looked up in DNS yet"],
  ["C_System_Log_", "IncludeSubjectInSMTPLog", "no content of a message is ever logged"],
  [
    "C_System_Log_",
    "Performance Performance_Level Performance_Callstack_Threshold",
    "no performance log; the lines have milliseconds",
  ],
  ["C_System_Log_", "MaxLogSize", "the size at which a log file ends is C_System_Logging_General_LogRotation, in kB"],
  ["C_System_", "Collect_Logs", "postino log levels smtp=extended --for 30m says everything for so long"],
  ["C_Accounts_Global_Accounts_", "AuthLog", "logins stand in the SMTP log: log.levels.smtp"],
  ["C_Accounts_Global_Accounts_", "UserStat", "no statistics of accounts yet"],
  ["C_System_", "SQLLogType ADSyncLogType KerberosLogType", "no database server, directory or Kerberos is used"],
  ["C_AS_", "SpamReportsLogLevel", "no antispam yet"],
  [
    "C_System_Services_",
    "SMTP_Traffic POP3_Traffic IMAP_Traffic IM_Traffic GW_Traffic Control_Traffic FTP_Traffic",
    "no traffic log; the dialogue stands in the log at level debug",
  ],
  ["C_System_Logging_General_", "AppendFiles", "log files are always appended to"],
  ["C_System_Logging_General_", "SystemLogFunction", "name the syslog server of this machine: log.syslog.server"],
  ["C_System_Logging_General_", "EnableODBCLog ODBCLogConn", "the records of the data folder are kept instead"],
  ["C_System_Logging_General_", "ExperimentalFastLogging EnableStackTrace", "nothing to switch: there is one way"],
  ["C_System_Logging_Maintenance_", "Identity", "the journal names the user who asks"],
  ["C_System_Sessions_", "DisableHistory", "sessions are always kept in the records"],
  ["C_WebMail_", "Logs", "no web client"],
  // Protocols.
  ["C_System_Adv_Protocols_", "SMTPClientTimeout", "nothing is sent yet"],
  ["C_System_Adv_Protocols_", "IMAPTimeout HTTPTimeout XMPPTimeout", "there is no such service yet"],
  ["C_System_Adv_Protocols_", "ResponseDelay", "replies are never held back"],
  ["C_System_Adv_Protocols_", "BackLog", "as long as the system allows"],
  ["C_System_Adv_Protocols_", "DNSTimeout DNSRetry DNSCache DNSCacheLimit", "nothing is looked up in DNS yet"],
  ["C_System_Services_SMTP_", "ThreadCache", "no threads: one event loop serves all sessions"],
  ["C_System_Services_SMTP_", "MaxOutConn", "nothing is sent yet"],
  ["C_System_Services_SMTP_", "Bandwidth", "no limit of bandwidth; see smtp.leastBytesPerSecond and smtp.connections"],
  [
    "C_System_Services_SMTP_",
    "MaxOutgoingLimitPerDomainEnabled MaxOutgoingLimitPerDomainValue MaxSenderLimitPerDomainEnabled MaxSenderLimitPerDomainValue",
    "no limits for single domains yet",
  ],
  ["C_System_Services_SMTP_", "SoftQuota", "a full mailbox receives nothing: accounts.fullIsPermanent says how"],
  [
    "C_System_Services_SMTP_",
    "Tarpitting_MoreRestrictive",
    "a session that was let in is not asked again; see intrusion.answer",
  ],
  // Mail.
  [
    "C_Mail_SMTP_General_",
    "DeliveryMode VerifyDANE RelayMailServer DNSServer ParallelIPConnectionsLimit",
    "nothing is sent yet",
  ],
  [
    "C_Mail_SMTP_Delivery_",
    "UseTLSSSL RetrySMTP MXReconnectFailure UndelivAfter UndelivWarning BadMail InfoToAdmin",
    "nothing is sent yet",
  ],
  ["C_Mail_SMTP_Delivery_", "LimitMsgSize", "messages are always limited: smtp.messageBytes"],
  [
    "C_Mail_SMTP_Delivery_",
    "HideIP HideServerVersion",
    "no version is ever told, and the Received line names the peer",
  ],
  ["C_Mail_SMTP_Delivery_", "RDNSLookup", "nothing is looked up in DNS yet"],
  ["C_Mail_SMTP_Delivery_", "DaemonAlias DaemonName", "no bounces are made yet"],
  ["C_Mail_SMTP_Delivery_", "DoNoTruncate ReturnPath", "messages are kept as they came, with a Return-Path"],
  [
    "C_Mail_SMTP_Delivery_",
    "UseIncomingQueue IncomingQueueSize IncomingQueuePersonalized MDAInternal",
    "a message is in its mailbox before it is answered 250",
  ],
  [
    "C_Mail_SMTP_Delivery_",
    "MessageSubmission EnforceTlsOnSecondarySmtpPort",
    "users have listeners of their own: listeners.submission and listeners.submissions",
  ],
  ["C_Mail_SMTP_HeaderFooter_", "Enable", "messages are kept as they came"],
  ["C_Mail_SMTP_Other_", "Dedupe", "a mailbox that is named twice gets one copy"],
  [
    "C_Mail_SMTP_Other_",
    "SearchInLocalDomains HeaderFunctions LocalDelivery ExternalDelivery",
    "mail goes by its address alone",
  ],
  ["C_Mail_SMTP_Other_", "MaxMAIL", "see smtp.messagesPerSession and smtp.sessionSeconds"],
  ["C_Mail_SMTP_Other_", "MaxMTARecipients NoRetryQueue BounceBackMode", "nothing is sent yet"],
  ["C_Mail_SMTP_Other_", "SMTPPipelining Extensions", "extensions are always offered"],
  ["C_Mail_SMTP_Other_", "SPFSRS SPFSRSKey SPFSRSNDRVerify", "nothing is forwarded yet"],
  ["C_Mail_SMTP_Other_", "IncomingMessageLimits", "no limits for single accounts yet"],
  ["C_Mail_SMTP_Other_", "UseReturnPathInNDR Disable_DSN", "no bounces are made yet"],
  ["C_Mail_SMTP_Accept_", "Invalid_Recipients", "an unknown recipient is refused, so that its sender knows"],
  ["C_Mail_Security_Relay_", "RelayMode", "always closed; smtp.trustedNetworks may send to everybody"],
  ["C_Mail_Security_Relay_", "POPSMTP POPSMTPInt POPSMTPGlobal", "no POP before SMTP; users log in"],
  ["C_Mail_Security_Relay_", "RejectLocalUnauth", "a sender of a local domain is not looked at yet"],
  [
    "C_Mail_Security_Protection_",
    "DNSBL DNSBL_Temporary_Error CloseDNSBLConn RejectrDNS CloseRejectrDNSConn RejectMX CloseRejectMXConn",
    "nothing is looked up in DNS yet",
  ],
  [
    "C_Mail_Security_Protection_",
    "LocalDomain DomainIPShield RejectSMTPAuthSender HELOEHLO IgnoreBlankHeloHost EarlyCheck",
    "no such check of senders yet",
  ],
  [
    "C_Mail_Security_DMARC_",
    "UseSPF SPFSoftFail SPFHardFail UseDKIM DKIMInvalid UseDMARC DMARCQuarantine DMARCReject DMARCSendReports",
    "no SPF, DKIM or DMARC yet",
  ],
  ["C_Mail_Security_", "UseARC", "no ARC yet"],
  [
    "C_Mail_Security_Protocols_",
    "DenyESMTP DenyVRFY DenyEXPN DenyTelnet",
    "ESMTP is always on; nothing tells who has a mailbox",
  ],
  ["C_Mail_Security_Protocols_", "AllowSMTPAuth", "see accounts.scram and the listeners"],
  [
    "C_Mail_Security_Tarpit_",
    "EnableSMTP EnableIMAPPOP3",
    "C_Mail_Security_Tarpit_Enable is for all services: intrusion.enabled",
  ],
  [
    "C_Mail_Security_Tarpit_",
    "CloseConnection CloseAllConnections",
    "sessions that are open go on to their end; the next one is refused",
  ],
  [
    "C_Mail_Security_Tarpit_",
    "Count",
    "how many unknown recipients are allowed is C_Mail_Security_Tarpit_RecipientCount",
  ],
  ["C_Mail_Security_Tarpit_", "Msg_Value", "the largest message is smtp.messageBytes; the rule counts what is larger"],
  ["C_Mail_Security_Tarpit_", "Spam SpamScore", "no antispam yet"],
  ["C_Mail_Security_Tarpit_", "DNSBL", "nothing is looked up in DNS yet"],
  ["C_Mail_Filter_", "Content_Enable BW_Enable RulesContentXML RulesSieve MaxThreads", "no content filters yet"],
  [
    "C_Accounts_Policies_Login_",
    "Enable Attempts BlockPeriod Block",
    "see smtp.failedLogins; no account is blocked yet",
  ],
  // Antispam.
  [
    "C_AS_",
    "General_Enable General_AntispamMode UseSpamFolder SpamFolderName IgnoreFilesLarger SpamMaxTextBytes Live_IgnoreFilesLarger SkipCharsets CharsetSpam CharsetSpamScore AddSpamSubject AddSpamSubjectString BlockKeywords SpamOutgoingRules SpamHTMLExternalURL SpamHTMLExternalURLScore SpamHTMLNoText SpamHTMLNoTextScore SpamHTMLScript SpamHTMLScriptScore SpamHTMLEqual SpamHTMLEqualScore SpamBlankMail SpamBlankMailScore SpamReceivedHeader SpamReceivedHeaderScore SpamNoSenderDomain SpamNoSenderDomainScore SpamHELOIP SpamHELOIPScore SpamRemoteSMTP SpamRemoteSMTPScore SpamRemoteSMTPConnectTimeout SpamRefuse SpamRefusePath SpamAssassinEnabled SpamAssassinMarked SpamAssassinScore SpamAssassinScoreValue SpamAssassinQuarantine QuarantineScore SpamAssassinDelete DeleteScore SpamAssassinMaxScore CommTouch Live_Enable CommTouchLowScore CommTouchHighScore CommTouchHighestScore Live_Cyren Live_Bitdefender Live_Sophos AntivirusSuspectedAction AntivirusConfirmedAction OutgoingRefuse OutgoingRefuseScore OutgoingRefuseAction OutgoingBlockUser OutgoingBlockUserScore SpamBList SpamWList BlacklistAction SpamChallenge SpamChallengeExpires SpamChallengeMoveToSpam SpamGLActive SpamGLAdaptive SpamGLAllow SpamGLPending SpamGLAuthorized SpamGLResponse SpamGLDisconnect SpamGLMode SpamGLOwnerMode SpamHash SpamSkipBypassLocalUntrusted SpamBypassGroupware SpamBypassIMRoster SpamApplyUnknown",
    "no antispam yet",
  ],
];

/** What is there instead of a variable, by its name as that product spells it. */
export const instead: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([prefix, names, why]) => names.split(" ").map((name) => [prefix + name, why] as const)),
);
