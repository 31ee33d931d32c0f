/** Le descrizioni delle impostazioni in italiano, e i motivi dei blocchi per regola. */

const listener = (extra: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  enabled: "Se questa porta è aperta.",
  port: "Porta su cui ascoltare; 0: una qualsiasi libera.",
  ...extra,
});

const address = "Indirizzo su cui ascoltare; 127.0.0.1 si raggiunge solo da questa macchina, :: è ogni indirizzo.";
const proxies =
  "Indirizzi o reti dei proxy che devono cominciare con un'intestazione PROXY (versione 1 o 2); vuoto: nessun proxy, nessuna intestazione.";

/** Che cosa conta ogni regola della prevenzione intrusioni. */
const counted: Readonly<Record<string, string>> = {
  "rset-flood": "comandi RSET in una sessione dall'ultimo messaggio accettato",
  "connection-flood": "connessioni in un minuto",
  "oversized-message": "messaggi oltre smtp.messageBytes in un'ora",
  "unknown-recipients": "destinatari inesistenti in dieci minuti",
  "relay-attempts": "tentativi di relay in dieci minuti",
  "failed-logins": "accessi falliti in dieci minuti",
  "early-talker": "volte in un'ora in cui si parla prima del saluto",
  "noop-flood": "comandi NOOP in una sessione dall'ultimo messaggio accettato",
  "vrfy-flood": "comandi VRFY ed EXPN in una sessione",
  "slow-sessions": "sessioni scadute in un'ora",
  "recipient-probing": "sessioni in un'ora che provano solo destinatari",
};

const below = (prefix: string, texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${prefix}.${name}`, text]));

const level = (what: string): string => `Quanto dice il log ${what}: none, summary, debug o extended.`;

/** Per nome dell'impostazione; una prova conta che ci siano tutte. */
export const itSettings: Readonly<Record<string, string>> = {
  ...below("server", {
    hostname: "Nome completo dell'host, usato nei saluti e nelle righe Received.",
    node: "Numero di questa macchina fra più d'una, da 1 a 255; fa parte di ogni identificativo.",
    nodes: "Le altre nostre macchine, per nome, indirizzo o rete: la prevenzione intrusioni non le blocca mai.",
    zone: "Fuso orario del log (Europe/Rome); vuoto: quello della macchina.",
    user: "Utente di questa macchina con cui prosegue un server avviato come root, una volta aperte le porte; la cartella dei dati è sua.",
    allowRoot: "Se il server può proseguire come root dove altri lo raggiungono.",
    graceSeconds: "Tempo concesso ai messaggi in corso quando il server viene fermato; chi è fermo è avvertito subito.",
  }),
  ...below("listeners.mx", listener({ address, proxies })),
  ...below("listeners.submission", listener({ address, proxies })),
  ...below("listeners.submissions", listener({ address, proxies })),
  ...below(
    "listeners.lmtp",
    listener({ socket: "Socket Unix, assoluto o sotto la cartella dei dati; vuoto: loopback sulla porta qui sotto." }),
  ),
  "tls.certificates":
    "File PEM, assoluti o sotto la cartella dei dati; ciascuno vale per i nomi che contiene, il primo per tutti gli altri; nessuno: niente TLS.",
  ...below("smtp", {
    sessionTimeoutSeconds:
      "Silenzio dell'altro server dopo il quale la sessione è chiusa con TIMEOUT (RFC 5321 §4.5.3.2 chiede 300).",
    commandTimeoutSeconds: "Lo stesso mentre si aspetta un comando; 0: come sopra.",
    dataTimeoutSeconds: "Lo stesso mentre si aspetta il contenuto; 0: come sopra.",
    sessionSeconds: "Durata massima di una sessione, qualunque cosa faccia.",
    transactionSeconds: "Durata massima di un messaggio, da MAIL alla fine del contenuto.",
    leastBytesPerSecond:
      "Un contenuto che in un minuto arriva più lento di così chiude la sessione; 0: va bene qualsiasi velocità.",
    messageBytes: "Il messaggio più grande che si accetta.",
    leastFreeBytes:
      "Spazio libero sul disco delle caselle, oltre al messaggio, sotto il quale non si accetta posta (452): serve al log e alle sessioni registrate. 0: nessuno.",
    lineBytes: "Il comando più lungo, con la fine della riga (RFC 5321 §4.5.3.1.4 chiede 512).",
    contentLineBytes:
      "La riga di contenuto più lunga che si accetta; oltre 998 (RFC 5322 §2.1.1) lo si annota nel log.",
    recipients: "Destinatari in una transazione (RFC 5321 §4.5.3.1.8 ne chiede almeno 100).",
    messagesPerSession: "Messaggi in una sessione.",
    hops: "Righe Received con cui un messaggio è ritenuto in un giro senza fine.",
    errors: "Comandi rifiutati per sintassi o ordine in una sessione, prima che sia chiusa.",
    unknownCommands: "Parole che non sono comandi in una sessione, prima che sia chiusa.",
    refusedRecipients: "Destinatari rifiutati in una sessione, prima che sia chiusa.",
    failedLogins: "Accessi falliti in una sessione, prima che sia chiusa.",
    connections: "Connessioni contemporanee.",
    connectionsPerPeer: "Connessioni contemporanee da un solo indirizzo.",
    connectionsPerNetwork: "Connessioni contemporanee da una sola rete: /24 di IPv4, /64 di IPv6.",
    greetingPauseSeconds:
      "Pausa prima del saluto; chi parla nel frattempo è rifiutato (554), perché un server di posta aspetta. 0: nessuna pausa.",
    trustedNetworks: "Indirizzi e reti che possono spedire a tutti senza accesso.",
    smartHosts:
      "Server da cui la nostra posta esce o entra, per nome, indirizzo o rete: la prevenzione intrusioni non li blocca mai. Non per questo possono spedire oltre.",
    "resume.enabled":
      "Se l'inizio di un messaggio è conservato quando il trasferimento si interrompe, per chi sa proseguire (CHECKPOINT, RFC 1845).",
    "resume.hours": "Per quanto tempo è conservato.",
    "resume.bytes": "Spazio per tutto ciò che è conservato.",
  }),
  ...below("accounts", {
    separator: "Segno che apre un'etichetta: bob+news@ è di bob; vuoto: niente etichette.",
    quotaBytes: "Dimensione concessa a una casella se il suo account non dice altro; 0: senza limite.",
    fullIsPermanent:
      "Se una casella piena è rifiutata definitivamente (552 5.2.2); altrimenti si chiede al mittente di riprovare (452 4.2.2).",
    scram:
      "Conservare ciò che serve a SCRAM-SHA-256 quando si imposta una password, e offrirlo; altrimenti le password sono solo hash argon2id.",
  }),
  ...below("intrusion", {
    enabled: "Se si bloccano indirizzi, e se i blocchi valgono.",
    blockMinutes: "Durata del primo blocco di un indirizzo.",
    growth: "Ogni volta successiva dura tante volte di più; 1: sempre uguale.",
    longestMinutes: "Nessuna regola blocca più a lungo.",
    answer:
      "Quando lo si dice a chi è bloccato: alla connessione (connect), o al primo destinatario (recipient), così il log mostra quale posta costa il blocco.",
    crossSession: "Se le sessioni di un indirizzo si contano insieme dove una regola conta nel tempo.",
    countAll: "Se RSET e NOOP contano anche prima di un messaggio accettato dopo.",
    neverBlock:
      "Indirizzi e reti che nessuna regola blocca, come già il loopback e smtp.trustedNetworks: se ne avverte solo nel log.",
    "accounts.recipientsPerHour":
      "Destinatari a cui un account può scrivere in un'ora; quelli in più sono rinviati. 0: quanti si vuole.",
    "accounts.recipientsPerDay": "Lo stesso in un giorno.",
    "accounts.refusedPercent":
      "Un account è sospeso quando è rifiutata una percentuale maggiore dei suoi destinatari di un'ora (e almeno 20); 100: mai.",
    "accounts.newNetworkRecipients":
      "Destinatari a cui un account può scrivere il primo giorno da una rete (/16 di IPv4, /32 di IPv6) in cui non si era mai visto. 0: quanti si vuole.",
    "accounts.newNetwork":
      "Che cosa succede a un account che da lì scrive a più persone: il log avverte (warn), o è sospeso subito (suspend).",
  }),
  ...Object.fromEntries(
    Object.entries(counted).flatMap(([rule, what]) => [
      [`intrusion.rules.${rule}.enabled`, `Se un indirizzo è bloccato per: ${what}.`],
      [`intrusion.rules.${rule}.limit`, `Quanti se ne ammettono: ${what}.`],
    ]),
  ),
  ...below("log", {
    folder: "Cartella dei file di log, assoluta o sotto la cartella dei dati.",
    timeFormat:
      "Come una riga dice l'ora: detailed 10:00:00.123, time 10:00:00, dated 2026-11-24 10:00:00.123+01:00, rfc5322 Tue, 24 Nov 2026 10:00:00 +0100.",
    layout:
      "Come una riga nomina la sua sessione: postino con l'identificativo, icewarp con quattro cifre, e l'ora come 10:00:00 qualunque cosa dica log.timeFormat (per strumenti che conoscono solo quel prodotto).",
    deleteAfterDays: "Giorni per cui si tengono i file di log; i più vecchi sono cancellati. 0: mai.",
    archive: "Se i file di log vanno in un archivio prima di essere cancellati.",
    archiveTo:
      "File zip dell'archivio, assoluto o sotto la cartella dei dati. Ogni mese ha il suo: archive.zip diventa archive-202611.zip.",
    leastFreeBytes:
      "Spazio libero sul disco del log sotto il quale si cancellano i file più vecchi, mai quelli di oggi; 0: qualunque sia lo spazio.",
    rotateBytes: "A un file di log di tanti byte segue il successivo del giorno; 0: un file tiene tutto il giorno.",
    cacheBytes:
      "Quanti byte possono aspettare in memoria prima di essere scritti. 0: ciò che si è detto a un client è già nel file, anche dopo kill -9; di più vi rinuncia.",
    cacheSeconds: "Quanto le righe possono aspettare in quella memoria.",
    fsync:
      "Quando le righe sono portate fino al disco, nel caso che manchi la corrente: mai (never), ogni secondo (second), o prima di ogni risposta (turn).",
    stallSeconds:
      "Quanto una risposta aspetta un disco di log che non risponde; poi la posta va avanti, e le righe aspettano in memoria.",
    json: "Se accanto a ogni file di log ci sono i suoi eventi come righe JSON (s20261124-00.jsonl), un evento per riga con tutti i suoi campi.",
    "syslog.active": "Se ciò che si scrive nel log va anche al server syslog, dove ne è indicato uno.",
    "syslog.server": "Server syslog, host:porta; senza porta 514, con TLS 6514. Vuoto: nessuno.",
    "syslog.protocol":
      "Come ci vanno i messaggi: udp (RFC 5426), tcp (byte contati, RFC 6587) o tls (RFC 5425, il suo certificato è verificato).",
    "syslog.caFile":
      "File PEM delle autorità con cui si verifica il certificato del server, assoluto o sotto la cartella dei dati; vuoto: quelle di questo programma.",
    "syslog.facility": "Facility dei messaggi: da 0 a 7 per LOCAL0 … LOCAL7.",
    "syslog.includeHostname": "Se i messaggi riportano server.hostname.",
    "syslog.format": "Forma dei messaggi: extended con dati strutturati (RFC 5424), o legacy (RFC 3164).",
    "levels.smtp": level("dell'SMTP"),
    "levels.system": level("del programma stesso"),
    "levels.journal": level("delle impostazioni e dell'amministrazione"),
    "levels.intrusion": level("della prevenzione intrusioni"),
  }),
  ...below("records", {
    transcripts:
      "Quali sessioni conservano ciò che si è detto quando il livello del log è sotto debug: tutte (all), o quelle andate male (bad: rifiutate, interrotte, lente).",
    slowSeconds: "Una sessione che dura più di così è conservata come una andata male.",
    keepDays: "Giorni per cui si conserva l'archivio delle sessioni; 0: per sempre.",
    maxBytes:
      "Dimensione di tutto l'archivio delle sessioni oltre la quale si cancellano i giorni più vecchi, mai oggi; 0: nessun limite.",
  }),
  ...below("web", {
    enabled: "Se la pagina web e l'API sono aperte.",
    address:
      "Indirizzo della pagina web; ogni altro che 127.0.0.1 o ::1 è cifrato con i certificati di tls.certificates.",
    port: "Porta della pagina web e dell'API; 0: una qualsiasi libera.",
    proxies: "Indirizzi o reti dei proxy davanti alla pagina, ai cui X-Forwarded-For e X-Forwarded-Proto si crede.",
    idleMinutes: "Un accesso alla pagina finisce quando per tanti minuti non si chiede nulla.",
    longestHours: "Un accesso alla pagina dura al massimo tante ore.",
    uploadBytes: "Il file di log più grande che si può portare alla pagina; 0: nessuno.",
  }),
};

/** Perché un indirizzo è bloccato, per regola. */
export const itReasons: Readonly<Record<string, string>> = {
  manual: "bloccato a mano",
  "connection-flood": "troppe connessioni in un minuto",
  "early-talker": "ha parlato troppo spesso prima del saluto",
  "failed-logins": "troppi accessi falliti",
  "noop-flood": "troppi comandi NOOP",
  "oversized-message": "troppi messaggi troppo grandi",
  "recipient-probing": "troppe sessioni che provano solo destinatari",
  "relay-attempts": "troppi tentativi di relay",
  "rset-flood": "troppi comandi RSET",
  "slow-sessions": "troppe sessioni scadute",
  "unknown-recipients": "troppi destinatari inesistenti",
  "vrfy-flood": "troppi comandi VRFY ed EXPN",
};
