/** I nomi delle cause in italiano. */
import type { Catalogue } from "../../base/saying.ts";

export const names: Catalogue = {
  "Nothing was ever sent to us": "Non ci è mai stato spedito nulla",
  "Stuck in the sender's outbox, draft or scheduled send":
    "Fermo nella posta in uscita, nelle bozze o in un invio programmato del mittente",
  "Sent to another address (typo, old autocomplete entry, look-alike domain)":
    "Spedito a un altro indirizzo (errore di battitura, vecchio suggerimento, dominio somigliante)",
  "Sent from another account or display name than the one reported":
    "Spedito da un account o con un nome diversi da quelli indicati",
  "Recipient was not among the addressees (left out, Bcc stripped, list not including him)":
    "Il destinatario non era tra gli indirizzati (dimenticato, Ccn perso, lista che non lo comprende)",
  "Web form or application never handed the mail to an MTA":
    "Il modulo web o l'applicazione non ha mai consegnato il messaggio a un server di posta",
  "Client cannot reach its submission server (wrong host/port, port 25 blocked, captive network)":
    "Il programma di posta non raggiunge il server di invio (nome o porta errati, porta 25 bloccata, rete con accesso controllato)",
  "Authentication failed at submission": "Autenticazione fallita all'invio",
  "Authentication backend down (LDAP/SQL/AD/OAuth)":
    "Il sistema che verifica le password non risponde (LDAP, SQL, AD, OAuth)",
  "Client did not authenticate (no AUTH, or AUTH only offered after STARTTLS)":
    "Il programma non si è autenticato (niente AUTH, o AUTH offerto solo dopo STARTTLS)",
  "Mechanism too weak, encryption required, OAuth-only":
    "Metodo di accesso troppo debole, cifratura obbligatoria o solo OAuth",
  "Sending account disabled or blocked as compromised":
    "Account del mittente disattivato, o bloccato perché compromesso",
  "Envelope or header sender not allowed for the login": "Mittente non consentito per chi ha effettuato l'accesso",
  "Outbound limit of user, domain or tenant reached":
    "Raggiunto il limite di invio dell'utente, del dominio o dell'organizzazione",
  "Message larger than our own limit at submission": "Messaggio più grande del nostro limite all'invio",
  "Our own outbound antispam/antivirus/DLP refused it": "Rifiutato dal nostro antispam, antivirus o DLP in uscita",
  "Submission answered 250 but the mail was discarded or diverted on purpose":
    "L'invio ha avuto risposta 250, ma il messaggio è stato eliminato o dirottato di proposito",
  "Still in the sending queue, being retried (the common case of a delay)":
    "Ancora nella coda di chi spedisce, che continua a provare (il ritardo più comune)",
  "The queue gave up: the time for trying again was over": "La coda ha rinunciato: il tempo per riprovare era scaduto",
  "Message on hold or frozen": "Messaggio trattenuto o congelato nella coda",
  "Administrator or tool removed it from the queue": "Tolto dalla coda da un amministratore o da un programma",
  "Outbound delivery stopped (service down, queue disabled, transport suspended, license)":
    "Invio fermo (servizio spento, coda disattivata, trasporto sospeso, licenza)",
  "Queue file lost or corrupt (crash, full disk, removed spool)":
    "File della coda perso o rovinato (arresto improvviso, disco pieno, file rimossi)",
  "Mail loop (too many hops, loops back to myself)":
    "Posta che gira in tondo (troppi passaggi, o ritorno allo stesso server)",
  "Static route, smart host or transport sends it to the wrong place":
    "Una rotta fissa, uno smart host o un trasporto lo manda nel posto sbagliato",
  "Smart host or filter gateway of the sender refused or swallowed it":
    "Rifiutato o fatto sparire dallo smart host o dal filtro del mittente",
  "Double bounce: the report of the failure was itself undeliverable":
    "Doppia mancata consegna: nemmeno l'avviso al mittente si è potuto consegnare",
  "Recipient domain does not exist (or expired)": "Il dominio del destinatario non esiste (o è scaduto)",
  "Domain exists, has neither MX nor address": "Il dominio esiste, ma non ha né MX né indirizzo",
  "Null MX: domain declares that it takes no mail": "Null MX: il dominio dichiara di non ricevere posta",
  "DNS failure at the sender or at our name servers": "Guasto del DNS dal lato del mittente o dei nostri name server",
  "DNSSEC signatures invalid or expired": "Firme DNSSEC non valide o scadute",
  "MX points to an old, foreign or unreachable host (migration, TTL, CNAME, private IP)":
    "L'MX porta a un host vecchio, altrui o irraggiungibile (migrazione, TTL, CNAME, IP privato)",
  "Sender's server believes that it hosts our domain (old customer, web hoster, shared cPanel/Exchange)":
    "Il server del mittente crede di ospitare il nostro dominio (ex cliente, web hosting, cPanel o Exchange condivisi)",
  "Taken by a backup or third-party MX that queues, filters or drops":
    "Preso da un MX di riserva o di terzi, che accoda, filtra o elimina",
  "Our own outgoing host lacks PTR/FCrDNS (replies and forwards fail)":
    "Il nostro host di invio non ha PTR/FCrDNS (risposte e inoltri falliscono)",
  "Connection refused (nothing listens, wrong port, service down)":
    "Connessione rifiutata (nessuno in ascolto, porta errata, servizio spento)",
  "Connection timed out (silence: firewall drop, host down, routing)":
    "Connessione scaduta (silenzio: firewall, host spento, instradamento)",
  "No route to host / network unreachable": "Nessuna rotta verso l'host, o rete irraggiungibile",
  "IPv6 path broken or unauthenticated IPv6 refused": "Percorso IPv6 interrotto, o IPv6 senza autenticazione rifiutato",
  "Sender's provider blocks outgoing 25": "Il provider del mittente blocca la porta 25 in uscita",
  "Dropped by our own firewall, geo block, fail2ban or crowd list before SMTP":
    "Scartato dal nostro firewall, da un blocco geografico, da fail2ban o da una lista comune prima dell'SMTP",
  "Connection limits (per IP, global, process limit)": "Limiti di connessioni (per IP, complessivi, di processi)",
  "TCP reset or close right after connect, before the banner":
    "Connessione TCP interrotta o chiusa subito, prima del saluto",
  "TLS handshake fails (protocol, cipher, key)": "L'avvio del TLS fallisce (versione, cifrario, chiave)",
  "Certificate expired or wrong name, and the sender insists":
    "Certificato scaduto o con un altro nome, e il mittente lo esige valido",
  "MTA-STS policy mismatch (MX not listed, cert invalid, policy stale)":
    "Regole MTA-STS non rispettate (MX non elencato, certificato non valido, regole vecchie)",
  "DANE TLSA record does not match our certificate": "Il record TLSA di DANE non corrisponde al nostro certificato",
  "One side requires TLS, the other does not offer it": "Una parte esige il TLS, l'altra non lo offre",
  'Firewall masks ESMTP (XXXXXXXA, "fixup"), removes STARTTLS or pipelining':
    'Un firewall maschera l\'ESMTP (XXXXXXXA, "fixup"), o toglie STARTTLS o il pipelining',
  "Refused at the greeting for IP reputation (554/421 no SMTP service)":
    "Rifiutato al saluto per la reputazione dell'IP (554/421, niente servizio SMTP)",
  "Sender IP or domain on a public block list that we use":
    "IP o dominio del mittente in una lista di blocco pubblica che consultiamo",
  "Block list misused: query over public resolver/over quota, or list shut down":
    "Lista di blocco usata male: interrogata tramite un resolver pubblico, oltre la quota, o non più attiva",
  "Client talked before the banner or pipelined illegally":
    "Il client ha parlato prima del saluto, o ha mandato comandi in anticipo senza averne il permesso",
  "Sender gives up while we delay the banner (tarpit, postscreen, slow DNS)":
    "Il mittente rinuncia mentre ritardiamo il saluto (tarpit, postscreen, DNS lento)",
  "Sender host has no or inconsistent reverse DNS": "L'host del mittente non ha un DNS inverso, o ne ha uno incoerente",
  "HELO/EHLO name refused (not FQDN, IP, our own name)":
    "Nome in HELO/EHLO rifiutato (incompleto, un IP, il nostro nome)",
  "Intrusion prevention: 421 on the NEXT connection for what an EARLIER session did":
    "Prevenzione intrusioni: 421 alla connessione SUCCESSIVA per quanto fatto in una sessione PRECEDENTE",
  "Server busy, shutting down or out of resources (421 for all)":
    "Server occupato, in chiusura o senza risorse (421 per tutti)",
  "Host says that it takes no mail (521/554)": "L'host dichiara di non ricevere posta (521/554)",
  "INCOMPLETE-SESSION by QUIT right after EHLO/HELO: a probe":
    "INCOMPLETE-SESSION con QUIT subito dopo EHLO/HELO: una prova",
  "Callout / address verification: RCPT answered, then QUIT or RSET without DATA":
    "Verifica dell'indirizzo: risposta a RCPT, poi QUIT o RSET senza DATA",
  "Scanner or bot (no command, HTTP GET, AUTH guessing)": "Scanner o bot (nessun comando, HTTP GET, tentativi di AUTH)",
  "Idle timeout: gap from the last line to TIMEOUT equals the configured session timeout":
    "Troppo silenzio: dall'ultima riga al TIMEOUT passa esattamente il tempo impostato per la sessione",
  "Too many errors or commands in a session": "Troppi errori o troppi comandi in una sessione",
  "Syntax or sequence error (bad client or home-made code)":
    "Errore di sintassi o di sequenza (client difettoso o programma fatto in casa)",
  "Sender domain does not exist or has no MX/A": "Il dominio del mittente non esiste, o non ha né MX né A",
  "Sender address malformed or not FQDN": "Indirizzo del mittente malformato o senza dominio completo",
  "Sender or its domain on our administrator's block list":
    "Il mittente o il suo dominio è nella lista di blocco del nostro amministratore",
  "Recipient himself blocked the sender": "È stato il destinatario a bloccare il mittente",
  "SPF fail and we enforce": "SPF fallito, e noi lo esigiamo",
  "Callout to the sender address failed": "La verifica dell'indirizzo del mittente è fallita",
  "Bounces (MAIL FROM:<>) refused": "Messaggi di mancata consegna (MAIL FROM:<>) rifiutati",
  "Declared SIZE above our limit": "La dimensione dichiarata (SIZE) supera il nostro limite",
  "Inbound rate limit for the sender or client": "Limite di frequenza in ingresso per il mittente o il client",
  "Internationalised address (SMTPUTF8) not supported by a hop":
    "Indirizzo internazionale (SMTPUTF8) non supportato da un server sul percorso",
  "Mailbox does not exist": "La casella non esiste",
  "Recipient address malformed": "Indirizzo del destinatario malformato",
  "Our server does not serve that domain": "Il nostro server non serve quel dominio",
  "Mailbox disabled, suspended or expired": "Casella disattivata, sospesa o scaduta",
  "Mailbox moved, no forwarding": "Casella trasferita, senza inoltro",
  "Mailbox full, refused in the session": "Casella piena, rifiutato nella sessione",
  "Greylisted: first attempt deferred on purpose": "Greylisting: il primo tentativo è rinviato di proposito",
  "Greylisted and the sender never retried (or after days)":
    "Greylisting, e il mittente non ha mai riprovato (o solo dopo giorni)",
  "Greylisted again and again because retries come from changing IPs":
    "Greylisting a ogni tentativo, perché ogni volta cambia l'IP",
  "Greylisted, retried too early and then backed off for long":
    "Greylisting: ha riprovato troppo presto, e poi aspetta a lungo",
  "Recipient takes mail only from inside, members or allowed senders":
    "Il destinatario riceve solo dall'interno, dai membri o da mittenti autorizzati",
  "Too many recipients in one transaction": "Troppi destinatari in una volta sola",
  "Recipient gets mail too fast": "Il destinatario riceve troppa posta in poco tempo",
  "Recipient lookup failed (LDAP/SQL/file/AD)": "Ricerca del destinatario fallita (LDAP, SQL, file, AD)",
  "Recipient verification in progress or next hop down": "Verifica del destinatario in corso, o server a valle fermo",
  "Refused for this recipient while others of the same message were accepted":
    "Rifiutato per questo destinatario, mentre altri dello stesso messaggio sono stati accettati",
  "Connection lost after DATA, before the final dot (MTU black hole, firewall, NAT timeout, unstable line)":
    "Connessione persa dopo DATA e prima del punto finale (pacchetti grandi persi, firewall, NAT, linea instabile)",
  "Sender aborted (user cancelled, process killed, laptop asleep)":
    "Il mittente ha interrotto (annullato dall'utente, programma chiuso, portatile sospeso)",
  "Limit exceeded during transfer (no or false SIZE)":
    "Limite superato durante il trasferimento (SIZE assente o falso)",
  "Bare LF/CR, line too long, NUL: format refused": "LF/CR isolati, riga troppo lunga, NUL: formato rifiutato",
  "8BITMIME/BDAT/CHUNKING incompatibility": "Incompatibilità di 8BITMIME, BDAT o CHUNKING",
  "Refused as spam after the content was read": "Rifiutato come spam dopo la lettura del contenuto",
  "Malware found": "Trovato del malware",
  "Forbidden attachment (type, encrypted archive, macro)": "Allegato vietato (tipo, archivio cifrato, macro)",
  "DMARC policy reject of the header-From domain": "Rifiutato dalle regole DMARC del dominio nel From",
  "DKIM missing or broken where required": "Firma DKIM mancante o non valida dove è richiesta",
  "Content rule (subject, words, header, size of list, DLP)":
    "Regola sul contenuto (oggetto, parole, intestazione, lunghezza dell'elenco, DLP)",
  "Message violates RFC 5322 (no From/Date, duplicate headers, bad MIME)":
    "Il messaggio viola la RFC 5322 (senza From o Date, campi doppi, MIME errato)",
  "Link in the body on a URI/domain block list": "Un collegamento nel testo è in una lista di blocco di URI o domini",
  "Filter daemon unavailable (milter, amavis, rspamd, clamd)":
    "Il programma di filtro non risponde (milter, amavis, rspamd, clamd)",
  "Our reply to the final dot came too late (slow scan); sender timed out: duplicates or endless deferral":
    "La nostra risposta al punto finale è arrivata troppo tardi (scansione lenta) e il mittente non ha aspettato: copie doppie o rinvii senza fine",
  "Disk or queue full at the server": "Disco o coda pieni sul server",
  "Internal error after data": "Errore interno dopo il contenuto",
  "Delivered, but to the spam/junk folder": "Consegnato, ma nella cartella dello spam",
  "Accepted and put in quarantine": "Accettato e messo in quarantena",
  "Accepted with 250 and deleted by antispam": "Accettato con 250 e cancellato dall'antispam",
  'Accepted ("accepted for delivery") and deleted by a content filter':
    'Accettato ("accepted for delivery") e cancellato da un filtro sul contenuto',
  "Filter or rule moved, redirected or answered it":
    "Spostato, reindirizzato o evaso con una risposta da un filtro o una regola",
  "Forwarded without keeping a copy": "Inoltrato senza tenerne una copia",
  "Forward refused by the target (SPF/DMARC fail, spam reputation)":
    "Inoltro rifiutato dalla destinazione (SPF/DMARC fallito, reputazione)",
  "Alias or group resolves to the wrong, empty or deleted target":
    "L'alias o il gruppo porta a una destinazione sbagliata, vuota o cancellata",
  "Landed in a catch-all or other person's mailbox":
    "Finito nella casella che raccoglie tutto, o in quella di un altro",
  "Mailing list held for moderation, digest, bounced-out member, or discarded":
    "Lista di distribuzione: in attesa del moderatore, in un riepilogo, membro sospeso, o scartato",
  "User's sieve/inbox rule moved, redirected, discarded or rejected it":
    "Spostato, reindirizzato, eliminato o rifiutato da una regola dell'utente (sieve o posta in arrivo)",
  "Suppressed as a duplicate (same Message-ID)": "Soppresso come doppione (stesso Message-ID)",
  "Accepted, then quota failure at delivery: bounce or long deferral":
    "Accettato, poi casella piena alla consegna: mancata consegna o lungo rinvio",
  "Local delivery deferred (lock, LMTP down, index corrupt, LDA crash, mount)":
    "Consegna locale rinviata (blocco, LMTP fermo, indice rovinato, LDA caduto, disco non montato)",
  "Local delivery failed for good (permission, mailbox path, unknown user at LDA)":
    "Consegna locale fallita definitivamente (permessi, percorso della casella, utente ignoto al LDA)",
  "Delayed in our content filter or queue": "In ritardo nel nostro filtro sul contenuto o nella nostra coda",
  "Failed and the bounce was suppressed (silent loss)":
    "Fallito, e l'avviso al mittente è stato soppresso (perdita silenziosa)",
  "Arrived without attachment or as a notice only": "Arrivato senza allegato, o solo come avviso",
  "Handled by an automatic system (ticket, autoresponder-and-delete, shared mailbox)":
    "Gestito da un sistema automatico (ticket, risposta automatica, casella condivisa)",
  "Delivered to the mailbox: proven": "Consegnato nella casella: provato",
  "Stored on another server (old server after migration, hybrid, second mailbox)":
    "Depositato su un altro server (quello vecchio dopo una migrazione, ibrido, seconda casella)",
  "Removed by retention, auto-expunge, archive job or mailbox cleanup":
    "Eliminato per età, pulizia automatica, archiviazione o riordino della casella",
  "Index or mailbox damaged, message there but not listed":
    "Indice o casella danneggiati: il messaggio c'è, ma non è elencato",
  "Mailbox restored or rolled back to a time before": "Casella ripristinata a un momento precedente",
  "Downloaded by POP3 and deleted from the server by another device":
    "Scaricato via POP3 e cancellato dal server da un altro dispositivo",
  "Deleted/expunged over IMAP, ActiveSync or webmail": "Cancellato via IMAP, ActiveSync o webmail",
  "Moved to another folder by a device": "Spostato in un'altra cartella da un dispositivo",
  "Desktop client rule (Outlook client-only, Thunderbird filter, phone swipe) moved or deleted it":
    "Spostato o cancellato da una regola di un programma (solo Outlook, filtro di Thunderbird, gesto sul telefono)",
  "Moved to junk by the client's own filter": "Spostato nella posta indesiderata dal filtro del programma stesso",
  "Webmail or account rule/forward made by the user, delegate or attacker":
    "Regola o inoltro della webmail o dell'account, fatti dall'utente, da un delegato o da un intruso",
  "Client no longer logs in (password, OAuth, cert): nothing new appears":
    "Il programma non accede più (password, OAuth, certificato): non compare nulla di nuovo",
  "Too many connections or locked mailbox: sync fails":
    "Troppe connessioni o casella bloccata: la sincronizzazione fallisce",
  "Client shows only part (last 30 days, top 50, unsubscribed folder, offline cache)":
    "Il programma mostra solo una parte (ultimi 30 giorni, primi 50, cartella non sottoscritta, copia non in linea)",
  "Present but not seen: sorted by a wrong Date, threaded, Focused/Other, unread filter, hidden":
    "C'è, ma non si vede: ordinato per una data errata, in una conversazione, Altra posta, filtro sui non letti, nascosto",
  "Already read on another device or by a delegate": "Già letto su un altro dispositivo o da un delegato",
  "Client's local store full or damaged (PST/OST, profile disk)":
    "Archivio locale del programma pieno o danneggiato (PST/OST, disco del profilo)",
  "Log missing, rotated, truncated, level too low": "Log mancante, ruotato, troncato o di livello troppo basso",
  "Clock or time-zone difference, DST, log in UTC": "Orologi o fusi orari diversi, ora legale, log in UTC",
  "Search key differs: VERP, SRS, ESP bounce address, plus-address, case, IDN, Resent":
    "La chiave di ricerca è diversa: VERP, SRS, indirizzo di un servizio di invio, indirizzo con il più, maiuscole, IDN, Resent",
  "Handled by another node, gateway or cloud filter": "Gestito da un altro nodo, gateway o filtro esterno",
};
