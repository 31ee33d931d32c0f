/** Ciò che sta accanto a una risposta, in italiano: altri messaggi, cambiamenti, passi aggiunti al rimedio, e ciò che manca. */
import type { Catalogue } from "../../base/saying.ts";

export const beside: Catalogue = {
  "mail for {0}": "posta per {0}",
  "mail for {0} (in any case, with and without a tag)": "posta per {0} (maiuscole o minuscole, con e senza etichetta)",
  "mail from {0} (also rewritten by a forwarder, a list or a mail service)":
    "posta di {0} (anche riscritta da un inoltro, da una lista o da un servizio di invio)",
  "Searched from {0} to {1}, in {2}{3}: {4}.": "Cercato dal {0} al {1}, in {2}{3}: {4}.",
  " of {0}": " di {0}",
  "Hosts of that sender's domain connected {0} in that time ({1}), and offered no such message.":
    "In quel periodo gli host del dominio del mittente si sono collegati {0} ({1}), e non hanno proposto quel messaggio.",
  "No host that bears the name of that sender's domain connected in that time.":
    "In quel periodo non si è collegato alcun host con il nome del dominio del mittente.",
  "{0} file": "{0} solo file",
  "{0} files": "{0} file",
  "{0} time": "{0} volta",
  "{0} times": "{0} volte",
  "{0} message": "{0} messaggio",
  "{0} messages": "{0} messaggi",
  "In the same minutes {0} of {1} met the same{2}.":
    "Negli stessi minuti la stessa cosa è successa anche ad altri: {0} di {1}{2}.",
  "{0} other sender": "{0} altro mittente",
  "{0} other senders": "altri {0} mittenti",
  ", and none was taken: this is no fault of one sender":
    ", e nessuno è stato accettato: non è colpa di un singolo mittente",
  "In the same minutes {0} message of other senders got through.":
    "Negli stessi minuti è passato {0} messaggio di altri mittenti.",
  "In the same minutes {0} messages of other senders got through.":
    "Negli stessi minuti sono passati {0} messaggi di altri mittenti.",
  "The same sender's other mail in those minutes ({0}) got through.":
    "L'altra posta dello stesso mittente in quei minuti ({0}) è passata.",
  "Of the same sender's other {0} messages in those minutes {1} got through.":
    "Altri messaggi dello stesso mittente in quei minuti: {0}, di cui passati {1}.",
  "The same sender's other message in those minutes did not get through either.":
    "In quei minuti non è passato nemmeno l'altro messaggio dello stesso mittente.",
  "Of the same sender's other {0} messages in those minutes none got through.":
    "In quei minuti nessuno degli altri {0} messaggi dello stesso mittente è passato.",
  "The session before of {0}, on {1}, {2}.": "La sessione precedente di {0}, il {1}, {2}.",
  'was told "{0}"': 'ha avuto la risposta "{0}"',
  "ended without QUIT after {0}": "è finita senza QUIT dopo {0}",
  "brought its mail in good order": "ha portato regolarmente la sua posta",
  "offered no message": "non ha proposto alcun messaggio",
  "The server did not run from {0} to {1}.": "Il server non era in funzione dal {0} al {1}.",
  "What is written to {0} comes to the mailbox of {1}: that one is full.":
    "Ciò che si scrive a {0} arriva nella casella di {1}: è quella a essere piena.",
  "Its sender's server was gone before it could be told that the message was taken: it may bring it again, and then it is there twice.":
    "Il server del mittente se n'era andato prima di sapere che il messaggio era stato accettato: può ripresentarlo, e allora ci sarà due volte.",
  'In those minutes {0} hosts were put off {1} before they named a recipient ("{2}"): that message may be among them.':
    'In quei minuti {0} host sono stati rimandati {1} prima di nominare un destinatario ("{2}"): quel messaggio può essere tra questi.',
  'On {0} {1} was put off before it named a recipient ("{2}"): if another message is meant, it is that one.':
    'Il {0} {1} è stato rimandato prima di nominare un destinatario ("{2}"): se si intende un altro messaggio, è quello.',
  "On {0} a message from {1} came for {2}, and not for {3}.":
    "Il {0} un messaggio da {1} è arrivato per {2}, e non per {3}.",
  "{0} and {1}": "{0} e {1}",
  "{0} other": "{0} altro",
  "{0} others": "altri {0}",
  "{0} January {1} at {2}": "giorno {0} gennaio {1} alle {2}",
  "{0} February {1} at {2}": "giorno {0} febbraio {1} alle {2}",
  "{0} March {1} at {2}": "giorno {0} marzo {1} alle {2}",
  "{0} April {1} at {2}": "giorno {0} aprile {1} alle {2}",
  "{0} May {1} at {2}": "giorno {0} maggio {1} alle {2}",
  "{0} June {1} at {2}": "giorno {0} giugno {1} alle {2}",
  "{0} July {1} at {2}": "giorno {0} luglio {1} alle {2}",
  "{0} August {1} at {2}": "giorno {0} agosto {1} alle {2}",
  "{0} September {1} at {2}": "giorno {0} settembre {1} alle {2}",
  "{0} October {1} at {2}": "giorno {0} ottobre {1} alle {2}",
  "{0} November {1} at {2}": "giorno {0} novembre {1} alle {2}",
  "{0} December {1} at {2}": "giorno {0} dicembre {1} alle {2}",
  "in question": "in questione",
  'the rules of smtpd.conf: "Invalid recipient" is said of all that they refuse':
    'le regole di smtpd.conf: "Invalid recipient" è detto di tutto ciò che rifiutano',
  "the access map of sendmail: these are words of its administrator":
    "la mappa access di sendmail: sono parole del suo amministratore",
  "the log of the filter": "il registro del filtro",
  "the log of the mail server that asked": "il registro del server di posta che lo ha chiesto",
  "the limit of recipients (smtpd_recipient_limit), and the sender's log: ours only counts who was not taken":
    "il limite dei destinatari (smtpd_recipient_limit), e il registro del mittente: il nostro conta soltanto chi non è stato accettato",
  "the largest size that sendmail takes (MaxMessageSize): it does not log that it refused a larger one":
    "la dimensione massima che sendmail accetta (MaxMessageSize): che ne ha rifiutata una maggiore non lo registra",
  "the log of the time after it, or the server's queue: nothing is said of a try before it ends":
    "il registro del tempo successivo, o la coda del server: di un tentativo non si dice nulla prima che finisca",
  "whose alias it is: sendmail logs that at LogLevel 11 and above; else its alias file, virtusertable and the user's .forward tell":
    "di chi sia l'alias: sendmail lo registra da LogLevel 11 in su; altrimenti lo dicono il file degli alias, virtusertable e il .forward dell'utente",
  "Exim's reject log, which names the recipients of what is refused":
    "il reject log di Exim, che nomina i destinatari di ciò che viene rifiutato",
  "a log that names whom a message was for: sSMTP does so only where he is refused":
    "un registro che nomini il destinatario: sSMTP lo fa solo quando è rifiutato",
  "a log that names the recipients who were too many": "un registro che nomini i destinatari di troppo",
  "whom an alias leads to, which sendmail logs at LogLevel 11 and above":
    "a chi porta un alias, che sendmail registra da LogLevel 11 in su",
  "The server was stopped on {0}, and no start after it is in the log.":
    "Il server è stato fermato il {0}, e nel log non c'è un avvio successivo.",
  nothing: "nulla",
  "read its configuration again": "ha riletto la sua configurazione",
  "{0} set {1} to {2}": "{0} ha impostato {1} a {2}",
  "{0} changed {1} from {2} to {3}": "{0} ha cambiato {1} da {2} a {3}",
  "Just before": "Subito prima",
  "{0} second before": "{0} secondo prima",
  "{0} seconds before": "{0} secondi prima",
  "{0} minute before": "{0} minuto prima",
  "{0} minutes before": "{0} minuti prima",
  "{0} was blocked on {1}: {2}.": "{0} è stato bloccato il {1}: {2}.",

  "On the page Blocks: Unblock {0}; or postino blocks remove {1}":
    "Nella pagina Blocchi: Sblocca {0}; oppure postino blocks remove {1}",
  "The error itself stands in the program's own log: postino log tail --service system":
    "L'errore vero e proprio è nel log del programma: postino log tail --service system",
  "Its limit is {0}: on the page Settings, or postino set {1} NUMBER":
    "Il suo limite è {0}: nella pagina Impostazioni, oppure postino set {1} NUMERO",
  "If {0} is ours: postino domain add {1}": "Se {0} è nostro: postino domain add {1}",

  "The server asked to try again in {0}": "Il server ha chiesto di riprovare tra {0}",
  "The block list refused to answer ({0}): who asks it must ask from his own resolver, or pay":
    "La lista di blocco si è rifiutata di rispondere ({0}): chi la consulta deve usare un resolver proprio, o pagare",
  "The block list is {0}": "La lista di blocco è {0}",
  "The new address is {0}": "Il nuovo indirizzo è {0}",
  "The reply says to read {0}{1}": "La risposta rimanda a {0}{1}",
  " and {0}": " e {0}",
  "What {0} means by it: {1}": "Che cosa intende {0}: {1}",
  "Quote {0} to {1}'s support": "Citare {0} all'assistenza di {1}",
  "Quote {0} to the other side's support": "Citare {0} all'assistenza dell'altra parte",
  "The limit is {0} bytes": "Il limite è di {0} byte",
  "The message has {0} bytes, the limit is {1} bytes": "Il messaggio è di {0} byte, il limite è di {1} byte",
  "{0} hours": "{0} ore",
  "{0} minute": "{0} minuto",
  "{0} minutes": "{0} minuti",
  "{0} second": "{0} secondo",
  "{0} seconds": "{0} secondi",

  "what the two servers said to each other": "che cosa si sono detti i due server",
  "how the TLS handshake went": "come è andato l'avvio del TLS",
  "a log at level debug or extended of that time": "un log di livello debug o extended di quel momento",
  "{0}, which stands in a log at level {1}": "{0}: lo si trova in un log di livello {1}",
  "{0}: the log of smtp had level {1} since {2}, and level {3} would have told; for the next two days: postino log levels smtp={4} --for 48h, or the page Logs, Levels":
    "{0}: il log di smtp aveva il livello {1} dal {2}, e il livello {3} l'avrebbe detto; per i prossimi due giorni: postino log levels smtp={4} --for 48h, o la pagina Log, Livelli",
  "who decided, and what was noted on the way": "chi ha deciso, e che cosa è stato annotato nel frattempo",
  "{0}: Postfix tells it with smtpd_tls_loglevel = 1 (2: step by step) in main.cf, then postfix reload":
    "{0}: Postfix lo scrive con smtpd_tls_loglevel = 1 (2: passo per passo) in main.cf, poi postfix reload",
  "{0}, and what was checked: Postfix tells it with debug_peer_list = {1} in main.cf, then postfix reload":
    "{0}, e che cosa è stato controllato: Postfix lo scrive con debug_peer_list = {1} in main.cf, poi postfix reload",
  "the log of the host that took it": "il log dell'host che l'ha accettato",
  "the message tracking log of that Exchange": "il log di tracciamento dei messaggi di quell'Exchange",
  "the earlier session of that account that caused it": "la sessione precedente di quell'account che ne è la causa",
  "which messages POP3 deleted: Cyrus only counts them": "quali messaggi POP3 ha cancellato: Cyrus li conta soltanto",
  "which messages POP3 deleted: Courier only names their files":
    "quali messaggi POP3 ha cancellato: Courier ne nomina soltanto i file",
  "which messages POP3 deleted: Dovecot tells it with mail_plugins = notify mail_log":
    "quali messaggi ha cancellato POP3: Dovecot lo scrive con mail_plugins = notify mail_log",
  "the firewall's own log or counters: whether it drops what is in the sets":
    "il log o i contatori del firewall: dicono se scarta ciò che è negli elenchi",
  "the sender's bounce as a whole: it names the server that made it":
    "il messaggio di mancata consegna del mittente, per intero: nomina il server che l'ha fatto",
  "whether a route of the sender's own names {0}, and no MX record of {1}":
    "se a nominare {0} è una rotta del mittente, e non un record MX di {1}",
  "the log of the program {0}": "il log del programma {0}",
  "the log of the application that wanted to send it": "il log dell'applicazione che voleva spedirlo",
  "the log of the program that took it": "il log del programma che l'ha preso in consegna",
  "a log of that time": "un log di quel periodo",
  "a log whose format is known": "un log di formato conosciuto",
  "a log with at least one line": "un log con almeno una riga",
  "the log from {0} to {1}": "il log dal {0} al {1}",
  "the log of the hours after {0}": "il log delle ore dopo il {0}",
  "the log of smtp, whose files begin with s: where there is none, its level is none; for the next two days: postino log levels smtp=debug --for 48h, or the page Logs, Levels":
    "il log di smtp, i cui file cominciano con s: se non ce n'è, il suo livello è none; per i prossimi due giorni: postino log levels smtp=debug --for 48h, o la pagina Log, Livelli",
  "the log of the server that takes mail from other hosts (Postfix's or sendmail's mail.log, Exim's mainlog): what was read is of programs beside it ({0})":
    "il log del server che riceve la posta dagli altri host (mail.log di Postfix o sendmail, mainlog di Exim): è stato letto quello di programmi che gli stanno accanto ({0})",
  "Mail programs could not log in to that mailbox in that time, the last one on {0}: whoever reads it so sees no new mail at all.":
    "In quel periodo i programmi di posta non sono riusciti a entrare in quella casella, l'ultimo il {0}: chi la legge così non vede alcun messaggio nuovo.",
  "the log of SMTP, whose files begin with s": "il log di SMTP, i cui file cominciano con s",
  "the time at which it was sent, or the log of the smart host":
    "l'ora in cui è stato spedito, o il registro del server a cui va tutta la posta",
  "the log in which all mail is: Exim's mainlog, or mail.log":
    "il log in cui sta tutta la posta: mainlog di Exim, o mail.log",
  " of node {0}": " del nodo {0}",
  "Look whether it is in the mailbox before anything else": "Guarda prima di tutto se è nella casella",
  "As a rule nothing: its sender's server tries again by itself":
    "Di regola niente: il server del mittente riprova da solo",
  "If the server was not stopped on purpose, see why: postino log tail --service system":
    "Se il server non è stato fermato di proposito, vedere perché: postino log tail --service system",
  "On {0} a message from {1} was offered for {2}, and not for {3}.":
    "Il {0} un messaggio da {1} è stato proposto per {2}, e non per {3}.",
  "the log of {0}": "il log di {0}",
  "the Message-ID, or the header of the message: it names its author":
    "il Message-ID, o l'intestazione del messaggio: nomina chi l'ha scritto",
  "the earlier session of that address that caused the block":
    "la sessione precedente di quell'indirizzo che ha causato il blocco",
  "what {0} has, which could not be read ({1})": "il contenuto di {0}, che non si è potuto leggere ({1})",
  "when it was sent: this log has no whole day": "quando è stato spedito: questo log non ha un giorno intero",
  "the Message-ID, the bounce, or the line of the sender's own log for this message":
    "il Message-ID, il messaggio di mancata consegna, o la riga del log del mittente su questo messaggio",
  "the account's name, which this log does not tell (ours does, where it is an account of ours)":
    "il nome dell'account, che questo log non dice (il nostro lo dice, se l'account è nostro)",
  "the time or the Message-ID of the message: another one fits as well":
    "l'ora o il Message-ID del messaggio: ne corrisponde anche un altro",
  "the time of the message: there is more than can be looked at, and only the newest {0} sessions were":
    "l'ora del messaggio: c'è più di quanto si possa guardare, e sono state guardate solo le {0} sessioni più recenti",
  "a log that names the recipient of this session; it was matched by its time alone":
    "un log che nomini il destinatario di questa sessione, che è stata trovata solo in base all'ora",
};
