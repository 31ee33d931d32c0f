/** Che cosa fare, in italiano. */
import type { Catalogue } from "../../base/saying.ts";

export const remedies: Catalogue = {
  "Ask the sender for the Message-ID, the bounce, or the line of his server's log (queue id and our reply)":
    "Chiedere al mittente il Message-ID, il messaggio di mancata consegna o la riga del log del suo server (identificativo di coda e nostra risposta)",
  "Tell him what was searched (hosts, hours, addresses), so that he can check it":
    "Dirgli che cosa è stato esaminato (host, ore, indirizzi), perché possa controllarlo",
  "Ask the sender to look into Outbox and Drafts, and when the message in Sent was sent":
    "Chiedere al mittente di guardare nella posta in uscita e nelle bozze, e quando risulta partito il messaggio tra gli inviati",
  "If Sent has it, ask for its Message-ID and search again with --message-id":
    "Se è tra gli inviati, farsi dare il Message-ID e cercare di nuovo con --message-id",
  "Tell the sender the exact address": "Dare al mittente l'indirizzo esatto",
  "Let him clear the suggestion of his mail program": "Fargli cancellare il suggerimento del suo programma di posta",
  "Consider an alias for a frequent slip": "Valutare un alias per un errore frequente",
  "Tell the recipient under which address the message came, and let him search for that one":
    "Dire al destinatario a quale indirizzo è arrivato il messaggio, perché cerchi quello",
  "To find such mail by itself, let the server log From, Subject and Message-ID of what it takes":
    "Per trovare da sé posta simile, far scrivere nel log del server From, Subject e Message-ID di ciò che accetta",
  "Tell the sender to whom his message went, and let him send it to the missing recipient":
    "Dire al mittente a chi è andato il suo messaggio, e fargli scrivere al destinatario che manca",
  "If it went to a list or group, ask its owner to add the recipient":
    "Se è andato a una lista o a un gruppo, chiedere al suo gestore di aggiungere il destinatario",
  "Read the mail log of the application or web host: it has the error":
    "Leggere il log di posta dell'applicazione o dell'hosting: l'errore è lì",
  "Let the application send through a server that it logs in to (port 587 or 465)":
    "Far spedire l'applicazione tramite un server in cui effettua l'accesso (porta 587 o 465)",
  "Use port 465 with TLS, or 587 with STARTTLS, for the mail of users: on port 25 nobody logs in":
    "Usare la porta 465 con TLS, o la 587 con STARTTLS, per la posta degli utenti: sulla porta 25 non si accede",
  "Test from another network: many block port 25": "Provare da un'altra rete: molte bloccano la porta 25",
  "Let the user type his password again in every program and device that has it; the name is his whole address":
    "Far reinserire all'utente la password in ogni programma e dispositivo che la usa; il nome è il suo indirizzo completo",
  "If he does not know it, give him a new one; a program without a second factor needs a password of its own":
    "Se non la sa, dargliene una nuova; un programma senza secondo fattore ha bisogno di una password tutta sua",
  "Where many names fail from one address, somebody is guessing: nothing is wrong with the accounts":
    "Se da un solo indirizzo falliscono molti nomi, qualcuno va per tentativi: gli account sono a posto",
  "Look at the load, the disk and the error lines of that minute; nobody's password is wrong":
    "Guardare il carico, il disco e le righe di errore di quel minuto; nessuna password è sbagliata",
  "The users' programs try again; alert on many users who fail at once":
    "I programmi degli utenti riprovano; impostare un avviso per quando molti utenti falliscono insieme",
  "Switch on authentication for outgoing mail in the user's program, with TLS, and the same name and password as for reading":
    "Attivare l'autenticazione per la posta in uscita nel programma dell'utente, con TLS, e con lo stesso nome e la stessa password usati per leggere",
  "If it is another server that delivers to us: it must use port 25, where nobody logs in":
    "Se è un altro server che consegna a noi: deve usare la porta 25, dove non si accede",
  "Switch on encryption in the mail program: STARTTLS on port 587, or TLS on 465; before that no password is taken":
    "Attivare la cifratura nel programma di posta: STARTTLS sulla porta 587, o TLS sulla 465; prima nessuna password è accettata",
  "Let the program choose the way to log in by itself, or choose PLAIN inside TLS; update one that knows only old ways":
    "Lasciare che il programma scelga da sé il metodo di accesso, o scegliere PLAIN dentro TLS; aggiornare quello che ne conosce solo di vecchi",
  "Find out who blocked the account, and why: in Postino the journal says it, and account resume lifts it":
    "Scoprire chi ha bloccato l'account, e perché: in Postino lo dice il registro, e account resume lo riattiva",
  "If it was misused: clean the device, change the password, and look for forwarding that the attacker left":
    "Se è stato usato da altri: ripulire il dispositivo, cambiare la password, e cercare inoltri lasciati dall'intruso",
  "Set the address in the user's mail program to his own, or to an alias that leads to him":
    "Impostare nel programma di posta dell'utente il suo indirizzo, o un alias che porta a lui",
  "If he shall send under that address, add an alias that leads to his account, alone or in a group":
    "Se deve spedire con quell'indirizzo, aggiungere un alias che porta al suo account, da solo o in un gruppo",
  "Wait until the period is over; the mail program can send again then":
    "Aspettare la fine del periodo; dopo, il programma di posta può spedire di nuovo",
  "If it was a mailing, use a list server or a mailing service, or raise the limit for this account":
    "Se era un invio a molti, usare una lista o un servizio apposito, o alzare il limite di questo account",
  "If nobody sent so much on purpose, change the password: the account may be misused":
    "Se nessuno ha spedito tanto di proposito, cambiare la password: forse l'account è usato da altri",
  "Send a link instead of the file, or several smaller messages":
    "Mandare un collegamento invece del file, o più messaggi piccoli",
  "Mind that files grow by a third in a message: 20 MB of files need a limit of about 28 MB":
    "Ricordare che in un messaggio i file crescono di un terzo: per 20 MB di file serve un limite di circa 28 MB",
  "Read which rule spoke, and whether it is meant for our own users at all":
    "Leggere quale regola è intervenuta, e se vale davvero per i nostri utenti",
  "If the message was good, exempt this account or mend the rule, and let the user send it again":
    "Se il messaggio era buono, escludere questo account o correggere la regola, e far spedire di nuovo",
  "If it was not, the device may be infected: change the password":
    "Se non lo era, il dispositivo può essere infetto: cambiare la password",
  "Find the rule that diverts it, in header checks, access maps or a milter's settings":
    "Trovare la regola che lo dirotta: header checks, tabelle di accesso o impostazioni di un milter",
  "Ask the user to send it again once the rule is mended":
    "Chiedere all'utente di spedirlo di nuovo, una volta corretta la regola",
  "Read the reply of the last attempt: that is the real cause":
    "Leggere la risposta all'ultimo tentativo: è quella la vera causa",
  "Wait for the next try, or flush the queue once the cause is mended":
    "Aspettare il prossimo tentativo, o far ripartire la coda una volta tolta la causa",
  "The end of the queue time is only the effect: mend what the last attempt was told, then send again":
    "La scadenza nella coda è solo l'effetto: correggere ciò che dice la risposta all'ultimo tentativo, poi spedire di nuovo",
  "Find out who put it on hold, and why": "Scoprire chi l'ha trattenuto, e perché",
  "Let it go on: postsuper -H QUEUEID, or exim -Mt QUEUEID and exim -M QUEUEID":
    "Farlo proseguire: postsuper -H ID, oppure exim -Mt ID ed exim -M ID",
  "Ask who blocked the address, and why: the journal of changes names him, and a note may stand beside the block":
    "Chiedere chi ha bloccato l'indirizzo, e perché: il registro delle modifiche lo nomina, e accanto al blocco può esserci una nota",
  "Unblock it if that was a mistake; its sender comes again by himself":
    "Sbloccarlo se era un errore; il mittente riprova da solo",
  "Ask who emptied the queue, and why": "Chiedere chi ha svuotato la coda, e perché",
  "Let the sender send the message again: nothing brings it back":
    "Far spedire di nuovo il messaggio: non c'è modo di recuperarlo",
  "Where a program does not start, mend what it says last in the log: what waits is then delivered by itself":
    "Se un programma non si avvia, correggere ciò che dice per ultimo nel registro: ciò che attende sarà consegnato da solo",
  "Set up or start sending on the server that should send on, and watch its queue grow shorter":
    "Configurare o avviare l'invio sul server che deve spedire, e controllare che la sua coda si accorci",
  "Until then let the alias or forward lead to a mailbox here, and users send through another server":
    "Fino ad allora far portare l'alias o l'inoltro a una casella di qui, e far spedire gli utenti tramite un altro server",
  "Look for the file in the folder corrupt of the queue: its text can often be saved":
    "Cercare il file nella cartella corrupt della coda: spesso il testo si può salvare",
  "Look at the disk, and for a crash at that time":
    "Controllare il disco, e se in quel momento c'è stato un arresto improvviso",
  "Ask the sender to send the message again": "Chiedere al mittente di spedire di nuovo il messaggio",
  "Read the Received and Delivered-To lines of the bounced message from below: where the same two names alternate is the circle":
    "Leggere dal basso le righe Received e Delivered-To del messaggio tornato: dove si alternano gli stessi due nomi, lì è il giro",
  "Break it: a forward from A to B and back, a domain that two servers each give to the other, an MX that knows the domain no more":
    "Interromperlo: un inoltro da A a B e ritorno, un dominio che due server si passano a vicenda, un MX che non conosce più il dominio",
  "Compare the host that the log names with the MX of the domain now":
    "Confrontare l'host indicato nel log con l'MX attuale del dominio",
  "Take out the transport, smart host or connector that leads there":
    "Togliere il trasporto, lo smart host o il connettore che porta lì",
  "Look at which host spoke: it is the sender's own relay, not the recipient's server":
    "Guardare quale host ha risposto: è il relay del mittente, non il server del destinatario",
  "Mend the login, the sender address or the limit there, or ask that provider":
    "Correggere lì l'accesso, l'indirizzo del mittente o il limite, o chiedere a quel provider",
  "Let the sender's domain take bounces (MAIL FROM:<>): otherwise nobody is told of failures":
    "Far accettare al dominio del mittente i messaggi di mancata consegna (MAIL FROM:<>): altrimenti nessuno viene a sapere degli errori",
  "Tell the sender yourself what happened": "Avvertire il mittente di persona",
  "Check the domain in the address for a typing error":
    "Controllare che nel dominio dell'indirizzo non ci sia un errore di battitura",
  "If it is right, its owner must renew the registration or mend its name servers":
    "Se è giusto, il suo titolare deve rinnovare la registrazione o correggere i name server",
  "Publish an MX record for the domain that names its mail server":
    "Pubblicare per il dominio un record MX con il nome del suo server di posta",
  "Until then mail to it fails everywhere": "Fino ad allora la posta per quel dominio fallisce ovunque",
  "Ask the recipient for his address at another domain: this one says that it takes no mail":
    "Chiedere al destinatario un indirizzo in un altro dominio: questo dichiara di non ricevere posta",
  'If that is wrong, its owner must take out the MX record "0 ."':
    'Se non è così, il titolare deve togliere il record MX "0 ."',
  "Ask each name server of the domain from outside, and see which fails or is slow":
    "Interrogare dall'esterno tutti i name server del dominio, e vedere quale fallisce o è lento",
  "Look at the resolver of the sending server, too: if many domains fail at once, it is that one":
    "Controllare anche il resolver del server che spedisce: se falliscono molti domini insieme, è quello",
  "The queue tries again by itself": "La coda riprova da sola",
  "Sign the zone again, or correct the DS record at the registry":
    "Firmare di nuovo la zona, o correggere il record DS presso il registro",
  "Check it from outside with a validating resolver": "Controllarla dall'esterno con un resolver che verifica le firme",
  "Let the MX record name the server that takes the domain's mail now":
    "Far indicare al record MX il server che ora riceve la posta del dominio",
  "After a move keep the old host passing on what still comes to it, for as long as the record's TTL and some days":
    "Dopo un trasloco lasciare che il vecchio host passi oltre ciò che gli arriva ancora, per la durata del TTL e qualche giorno in più",
  "Ask the sender's provider to take the recipient's domain out of its own domains (cPanel: Email Routing, Remote)":
    "Chiedere al provider del mittente di togliere il dominio del destinatario dai domini propri (cPanel: Email Routing, Remote)",
  "Then let the sender send it again: what was delivered there lies in a mailbox that nobody reads":
    "Poi far spedire di nuovo: ciò che è stato consegnato lì sta in una casella che nessuno legge",
  "Search the log of the backup MX: the message is or was there":
    "Cercare nel log dell'MX di riserva: il messaggio è, o era, lì",
  "Give it the same list of recipients and the same rules, or take it out of the MX records":
    "Dargli lo stesso elenco di destinatari e le stesse regole, o toglierlo dai record MX",
  "Ask the owner of our address (the line's provider) for a PTR record that names our mail host, for IPv4 and for IPv6":
    "Chiedere al titolare del nostro indirizzo (il fornitore della linea) un record PTR con il nome del nostro host di posta, per IPv4 e per IPv6",
  "Let that name lead back to the same address, and use it in HELO":
    "Far sì che quel nome riporti allo stesso indirizzo, e usarlo in HELO",
  "Start the mail service on that host, or correct the address and port that the MX or route gives":
    "Avviare il servizio di posta su quell'host, o correggere l'indirizzo e la porta dati dall'MX o dalla rotta",
  "Test from the sender's host whether each MX address answers on port 25":
    "Provare dall'host del mittente se ogni indirizzo dell'MX risponde sulla porta 25",
  "Look for the sender's address in the firewall of the receiving side":
    "Cercare l'indirizzo del mittente nel firewall di chi riceve",
  "If nothing anywhere answers on port 25, the sender's line lets no mail out":
    "Se sulla porta 25 non risponde nulla da nessuna parte, è la linea del mittente che non lascia uscire la posta",
  "Look at the routing between the two: ping and traceroute from the sending host":
    "Controllare l'instradamento tra i due: ping e traceroute dall'host che spedisce",
  "If the address is IPv6 and that host has none, switch IPv6 off for outgoing mail":
    "Se l'indirizzo è IPv6 e quell'host non ne ha, disattivare l'IPv6 per la posta in uscita",
  "Mend the IPv6 path, or take the AAAA record of the mail host out":
    "Riparare il percorso IPv6, o togliere il record AAAA dell'host di posta",
  "For sending, IPv6 needs a PTR record, SPF and DKIM; or send by IPv4 only":
    "Per spedire, l'IPv6 richiede record PTR, SPF e DKIM; altrimenti spedire solo via IPv4",
  "Ask the line's provider to let port 25 out": "Chiedere al fornitore della linea di lasciar uscire la porta 25",
  "Or send through a relay on port 587 or 465, with a login":
    "Oppure spedire tramite un relay sulla porta 587 o 465, con un accesso",
  "Take the address out of the firewall's list or the ban": "Togliere l'indirizzo dalla lista del firewall o dal bando",
  "Exempt well-known mail servers from bans, and let bans be short":
    "Escludere dai bandi i server di posta noti, e tenere i bandi brevi",
  "Look for a flood or for sessions that are stuck: what did that address do before?":
    "Cercare una raffica o sessioni rimaste appese: che cosa ha fatto prima quell'indirizzo?",
  "For a partner with much mail, or one address that many share, raise the limit; its server comes again by itself":
    "Per un corrispondente con molta posta, o un indirizzo condiviso da molti, alzare il limite; il suo server riprova da solo",
  "Look for what cuts connections early: a firewall, a load balancer's check, too few processes":
    "Cercare che cosa interrompe subito le connessioni: un firewall, il controllo di un bilanciatore, troppo pochi processi",
  "If it is nobody you know, nothing is lost": "Se non è nessuno di conosciuto, non si è perso nulla",
  "TLS 1.2 is the least: let the sender update his server or its settings":
    "Serve almeno TLS 1.2: far aggiornare al mittente il server o le sue impostazioni",
  "Where plain text came instead of TLS: the port is wrong (465 is encrypted from the first byte, 587 and 25 by STARTTLS)":
    "Se invece del TLS è arrivato testo in chiaro: la porta è sbagliata (la 465 è cifrata dal primo byte, la 587 e la 25 con STARTTLS)",
  "Test from outside: openssl s_client -starttls smtp -connect HOST:25":
    "Provare dall'esterno: openssl s_client -starttls smtp -connect HOST:25",
  "Renew the certificate, and let its file hold the whole chain; its name must be the one that the MX or the user's program has":
    "Rinnovare il certificato, con tutta la catena nel file; il nome deve essere quello dell'MX o del programma dell'utente",
  "A certificate that the server made for itself is for tests only":
    "Un certificato che il server si è fatto da solo serve solo per le prove",
  "Let the policy file name the MX hosts as they are now, and change its id":
    "Far elencare al file delle regole gli host MX attuali, e cambiarne l'id",
  "During a move set its mode to testing": "Durante un trasloco metterne il modo su testing",
  "Publish a TLSA record for the key in use": "Pubblicare un record TLSA per la chiave in uso",
  "Before each change of the key publish the new record beside the old one, and wait for the TTL":
    "Prima di ogni cambio di chiave pubblicare il nuovo record accanto al vecchio, e aspettare il TTL",
  "Offer STARTTLS on all MX hosts, with a certificate that is valid":
    "Offrire STARTTLS su tutti gli host MX, con un certificato valido",
  "Or lift the demand for this partner": "Oppure rinunciare a esigerlo per questo corrispondente",
  "Switch off the SMTP inspection of the firewall between the two (Cisco ASA: no inspect esmtp)":
    "Disattivare l'ispezione SMTP del firewall tra i due (Cisco ASA: no inspect esmtp)",
  "It hides STARTTLS and other abilities of the server": "Nasconde STARTTLS e altre capacità del server",
  "The sender must find what sent spam from that address, and stop it; then ask to be let in again":
    "Il mittente deve trovare che cosa ha spedito spam da quell'indirizzo e fermarlo, poi chiedere di essere riammesso",
  "The receiver can exempt the address meanwhile": "Intanto chi riceve può escludere l'indirizzo dal controllo",
  "The sender looks up his address at the list that the reply names, mends the reason, and asks to be taken out":
    "Il mittente cerca il suo indirizzo nella lista indicata dalla risposta, toglie il motivo e chiede di essere cancellato",
  "Until then the receiver can exempt this sender":
    "Fino ad allora chi riceve può escludere questo mittente dal controllo",
  "Check that the list had really answered 127.0.0.x, and not that it was asked too often":
    "Controllare che la lista abbia davvero risposto 127.0.0.x, e non che sia stata interrogata troppo spesso",
  "Ask the block list through a resolver of your own, or with a key of yours":
    "Interrogare la lista di blocco tramite un resolver proprio, o con una propria chiave",
  "Let only its documented answers count (127.0.0.2 to 127.0.0.11), and take out lists that have ended":
    "Far valere solo le risposte documentate (da 127.0.0.2 a 127.0.0.11), e togliere le liste non più attive",
  "Tell the senders who were refused in that time": "Avvertire i mittenti rifiutati in quel periodo",
  "Nothing, as a rule: programs that send spam do not wait for the greeting":
    "Di regola niente: i programmi che spediscono spam non aspettano il saluto",
  "For a true partner shorten the pause before the greeting, and tell him that his program breaks RFC 5321":
    "Per un vero corrispondente accorciare la pausa prima del saluto, e dirgli che il suo programma viola la RFC 5321",
  "Make the pause before the greeting shorter, or exempt this partner from it":
    "Accorciare la pausa prima del saluto, o escluderne questo corrispondente",
  "If no pause is set, look at slow DNS lookups of the server":
    "Se non è impostata alcuna pausa, controllare se il server ha ricerche DNS lente",
  "The sender's provider must give his address a PTR record, and the name must lead back to the address":
    "Il provider del mittente deve dare al suo indirizzo un record PTR, e il nome deve riportare all'indirizzo",
  "The receiver can let it count against the message instead of refusing":
    "Chi riceve può farlo valere come punteggio a sfavore invece di rifiutare",
  "The sender must set the name of his mail host (Postfix: myhostname) to one that exists in DNS":
    "Il mittente deve dare al suo host di posta (Postfix: myhostname) un nome che esiste nel DNS",
  "The receiver can exempt this partner": "Chi riceve può escludere questo corrispondente dal controllo",
  "Look at both sessions: the one that caused the block and the one that was refused":
    "Guardare entrambe le sessioni: quella che ha causato il blocco e quella rifiutata",
  "Unblock the address, raise the threshold, or add it to the trusted ones (list servers and Postfix send RSET as a habit)":
    "Sbloccare l'indirizzo, alzare la soglia, o aggiungerlo a quelli fidati (i server di liste e Postfix mandano RSET per abitudine)",
  "Free resources (disk, processes, memory); the senders come again by themselves":
    "Liberare risorse (disco, processi, memoria); i mittenti riprovano da soli",
  "Take this host out of the MX records of the domain": "Togliere questo host dai record MX del dominio",
  "Or let it take mail, if it should": "Oppure fargli ricevere posta, se deve",
  "Nothing; do not count it as a failure": "Niente; non va contato come un errore",
  "Nothing; keep the null sender <> accepted, since such checks use it":
    "Niente; continuare ad accettare il mittente vuoto <>, che questi controlli usano",
  "Nothing: no mail was lost": "Niente: nessun messaggio è andato perso",
  "Find out why the sender fell silent: a slow scanner, a dead VPN, after DATA a firewall or the size of packets":
    "Scoprire perché il mittente ha taciuto: uno scanner lento, una VPN caduta, dopo DATA un firewall o la dimensione dei pacchetti",
  "Do not just raise the timer": "Non limitarsi ad allungare il tempo",
  "Let the sender clean his list of recipients, or mend his program":
    "Far ripulire al mittente l'elenco dei destinatari, o correggere il suo programma",
  "Raise the limit only for partners whom you know": "Alzare il limite solo per corrispondenti conosciuti",
  "Mend the sending program: its commands break RFC 5321":
    "Correggere il programma che spedisce: i suoi comandi violano la RFC 5321",
  "Where a PROXY header was missing: let the peer come through the proxy, or correct the listener's setting proxies":
    "Se mancava l'intestazione PROXY: far passare l'altro server dal proxy, o correggere l'impostazione proxies della porta",
  "The sender must use an address whose domain exists: often a web server sends as www-data@ its own name":
    "Il mittente deve usare un indirizzo il cui dominio esiste: spesso un server web spedisce come www-data@ con il proprio nome",
  "If the domain is right, its DNS must be mended": "Se il dominio è giusto, va corretto il suo DNS",
  "Set a whole address with its domain as the envelope sender in the sending program":
    "Impostare nel programma che spedisce un indirizzo di mittente completo, con il dominio",
  "Look for the sender or his host in the server's own block list, and take it out if it is wanted":
    "Cercare il mittente o il suo host nella lista di blocco del server, e toglierlo se è desiderato",
  "Show the recipient his list of blocked senders, or the rule":
    "Mostrare al destinatario il suo elenco di mittenti bloccati, o la regola",
  "If he wants the mail, he takes the sender out, and the sender sends it again":
    "Se vuole quella posta, toglie il mittente dall'elenco, e il mittente spedisce di nuovo",
  "The sender must add the address that sent it to the SPF record of his domain, or send through the servers that stand there":
    "Il mittente deve aggiungere l'indirizzo da cui è partito al record SPF del suo dominio, o spedire dai server che vi sono elencati",
  "If a forwarder brought it, the receiver should exempt the forwarder and judge by DKIM or DMARC":
    "Se l'ha portato un server che inoltra, chi riceve dovrebbe escluderlo dal controllo e giudicare in base a DKIM o DMARC",
  "Let the receiver stop asking the sender's server back: many servers do not answer such questions":
    "Far smettere chi riceve di interrogare a sua volta il server del mittente: molti server non rispondono a queste domande",
  "Or let the sender's address take mail (MAIL FROM:<>), at least at RCPT":
    "Oppure far accettare posta all'indirizzo del mittente (MAIL FROM:<>), almeno fino a RCPT",
  "Let the server take mail from the null sender <>: it carries bounces and read receipts":
    "Far accettare al server la posta con mittente vuoto <>: porta i messaggi di mancata consegna e le ricevute di lettura",
  "If bounces are checked by a signature (BATV), let it live for a week or more":
    "Se i messaggi di mancata consegna si riconoscono da una firma (BATV), farla valere una settimana o più",
  "Send a smaller message, or a link to the file": "Mandare un messaggio più piccolo, o un collegamento al file",
  "If such messages are wanted, raise the limit on every hop (MX, filter, mailbox)":
    "Se messaggi così sono desiderati, alzare il limite su ogni passaggio (MX, filtro, casella)",
  "Nothing, as a rule: the sender's server comes again by itself":
    "Di regola niente: il server del mittente riprova da solo",
  "Let the sender spread his mail over time; for a known partner raise the limit":
    "Far distribuire al mittente la sua posta nel tempo; per un corrispondente conosciuto alzare il limite",
  "The sending program must say SMTPUTF8 in MAIL (RFC 6531); every server on the way must offer it":
    "Il programma che spedisce deve indicare SMTPUTF8 in MAIL (RFC 6531); ogni server sul percorso deve offrirlo",
  "Give such a user an alias of ASCII letters for correspondents whose servers cannot":
    "Dare a quell'utente un alias in lettere ASCII per i corrispondenti il cui server non lo consente",
  "Check the spelling of the address with the sender": "Controllare con il mittente come è scritto l'indirizzo",
  "If the address is right: was the mailbox or its alias renamed or deleted, when and by whom?":
    "Se l'indirizzo è giusto: la casella o il suo alias sono stati rinominati o cancellati, quando e da chi?",
  "Look for a stray quote, space, comma or typographic apostrophe in the address, also in the address book":
    "Cercare nell'indirizzo, anche nella rubrica, virgolette, spazi, virgole o apostrofi di troppo",
  "If the domain is yours, add it to this server, or let its MX point to the right one":
    "Se il dominio è vostro, aggiungerlo a questo server, o far puntare il suo MX a quello giusto",
  "If it is not, nothing: the sender must use the right server, or log in first":
    "Se non lo è, niente: il mittente deve usare il server giusto, o prima effettuare l'accesso",
  "Find out whether the account or its domain was switched off on purpose, by whom and when: the journal says it":
    "Scoprire se l'account o il suo dominio è stato disattivato di proposito, da chi e quando: lo dice il registro",
  "Switch it on again (Postino: account resume, domain change --resume), then ask for the message again if the refusal was 5xx":
    "Riattivarlo (Postino: account resume, domain change --resume), poi farsi rispedire il messaggio se il rifiuto era un 5xx",
  "Send to the new address that the reply names": "Scrivere al nuovo indirizzo indicato nella risposta",
  "The recipient can have his old address forwarded": "Il destinatario può far inoltrare il vecchio indirizzo",
  "Free space in the mailbox, or raise its quota (Postino: account show, account change --quota)":
    "Liberare spazio nella casella, o alzarne la quota (Postino: account show, account change --quota)",
  "After 4xx the sender's server comes again by itself; after 5xx, or where a group lost a member, ask the sender once more":
    "Dopo un 4xx il server del mittente riprova da solo; dopo un 5xx, o se un gruppo ha perso un membro, chiedere di nuovo al mittente",
  "Nothing but time: the sender's server comes again by itself, mostly within half an hour":
    "Serve solo tempo: il server del mittente riprova da solo, per lo più entro mezz'ora",
  "For a known partner, exempt him from greylisting": "Per un corrispondente conosciuto, escluderlo dal greylisting",
  "Exempt this sender from greylisting, then let him send it again":
    "Escludere questo mittente dal greylisting, poi fargli spedire di nuovo",
  "Tell him that his program must try again after a temporary refusal (RFC 5321 §4.5.4)":
    "Dirgli che dopo un rifiuto temporaneo il suo programma deve riprovare (RFC 5321 §4.5.4)",
  "Let greylisting go by the network (/24) or by the domain that SPF or DKIM proves, not by the single address":
    "Far valere il greylisting per la rete (/24) o per il dominio provato da SPF o DKIM, non per il singolo indirizzo",
  "Exempt large mail services: they come from many addresses":
    "Escludere i grandi servizi di posta: arrivano da molti indirizzi",
  "Make the waiting time shorter: one to five minutes are enough":
    "Accorciare l'attesa: bastano da uno a cinque minuti",
  "It comes again by itself, but that may take an hour": "Riprova da solo, ma può volerci un'ora",
  "The owner of that address or group must allow senders from outside, or this one":
    "Il gestore di quell'indirizzo o gruppo deve consentire mittenti esterni, o almeno questo",
  "Until then write to a person there": "Fino ad allora scrivere a una persona di lì",
  "Nothing, as a rule: a mail server sends to the rest in the next round":
    "Di regola niente: al giro successivo un server di posta spedisce agli altri",
  "A program that does not must send to fewer recipients at a time":
    "Un programma che non lo fa deve spedire a meno destinatari per volta",
  "Wait: it is tried again by itself": "Aspettare: riprova da solo",
  "If the recipient gets a flood of mail, stop that first":
    "Se il destinatario riceve una valanga di posta, fermare prima quella",
  "Look at the disk and the error lines of that minute; the senders come again by themselves":
    "Guardare il disco e le righe di errore di quel minuto; i mittenti riprovano da soli",
  "Search for 550s in that time that were given in error, and tell those senders":
    "Cercare i 550 dati per errore in quel periodo, e avvertire quei mittenti",
  "Bring up the server behind, that knows the recipients": "Riavviare il server a valle, che conosce i destinatari",
  "The sender's server comes again by itself": "Il server del mittente riprova da solo",
  "Tell the sender which of his recipients was refused, and why: the others have the message":
    "Dire al mittente quale dei suoi destinatari è stato rifiutato, e perché: gli altri hanno il messaggio",
  "Check the spelling of the refused address": "Controllare come è scritto l'indirizzo rifiutato",
  "Test whether size matters: send 1 KB, 2 KB and 100 KB":
    "Provare se conta la dimensione: spedire 1 KB, 2 KB e 100 KB",
  'Allow ICMP "fragmentation needed", clamp the MSS, lower the MTU on VPN and PPPoE lines':
    "Consentire l'ICMP \"fragmentation needed\", limitare l'MSS, abbassare l'MTU sulle linee VPN e PPPoE",
  "Switch off SMTP inspection in firewalls between the two": "Disattivare l'ispezione SMTP nei firewall tra i due",
  "Let the sender send it again": "Far spedire di nuovo al mittente",
  "If it happens again at about the same size, look at the network instead":
    "Se succede ancora all'incirca alla stessa dimensione, guardare invece la rete",
  "Compare the bytes that came with the limit; raise it on every hop if such messages are wanted":
    "Confrontare i byte arrivati con il limite; alzarlo su ogni passaggio se messaggi così sono desiderati",
  "Let the sending program break lines at 998 bytes at most with CRLF, or send the part as base64 or quoted-printable":
    "Far andare a capo il programma che spedisce entro 998 byte con CRLF, o fargli usare base64 o quoted-printable",
  "Switch off CHUNKING (BDAT) or 8BITMIME towards that host, or update the server that cannot":
    "Disattivare CHUNKING (BDAT) o 8BITMIME verso quell'host, o aggiornare il server che non li gestisce",
  "Read which rules gave the points, the largest first": "Leggere quali regole hanno dato i punti, dalla più pesante",
  "If the message is wanted, exempt its sender by his authenticated domain, teach the filter that it is no spam, or lower that rule":
    "Se il messaggio è desiderato, escludere il mittente in base al suo dominio autenticato, insegnare al filtro che non è spam, o abbassare quella regola",
  "Then let the sender send it again": "Poi far spedire di nuovo al mittente",
  "Tell the sender what was found: his device, or his file, is infected":
    "Dire al mittente che cosa è stato trovato: il suo dispositivo, o il suo file, è infetto",
  "If it is a false alarm, report it to the maker of the scanner, and let the file come by another way meanwhile":
    "Se è un falso allarme, segnalarlo al produttore dello scanner, e intanto far arrivare il file per un'altra via",
  "Send the file by another way, or in a form that is allowed":
    "Mandare il file per un'altra via, o in una forma consentita",
  "If this partner should be able to send it, make an exception for him":
    "Se questo corrispondente deve poterlo mandare, fare per lui un'eccezione",
  "The sender's domain must sign with DKIM, or send from servers of its SPF record, under the domain that stands in From":
    "Il dominio del mittente deve firmare con DKIM, o spedire dai server del suo record SPF, con il dominio che sta nel From",
  "If a mailing list changed it, the list must write its own address into From":
    "Se l'ha modificato una lista di distribuzione, la lista deve scrivere nel From il proprio indirizzo",
  "The sender must publish the key that he signs with, and nothing may change the message after signing (footers, disclaimers)":
    "Il mittente deve pubblicare la chiave con cui firma, e dopo la firma nulla deve cambiare il messaggio (piè di pagina, avvertenze)",
  "Read which rule spoke, and ask its owner whether it was meant so":
    "Leggere quale regola è intervenuta, e chiedere a chi l'ha scritta se era questa l'intenzione",
  "Make it narrower, and let the sender send it again": "Restringerla, e far spedire di nuovo al mittente",
  "Mend the program that makes the message; a header of that size, or without its fields, is not written by a person":
    "Correggere il programma che compone il messaggio; un'intestazione così grande, o senza i suoi campi, non la scrive una persona",
  "Look at the links in the message, those of the signature, too: one leads to a listed site":
    "Guardare i collegamenti nel messaggio, anche quelli della firma: uno porta a un sito che è in una lista",
  "Take it out or use another one, and send it again": "Toglierlo o usarne un altro, e spedire di nuovo",
  "Start the filter again, and see why it stopped": "Riavviare il filtro, e vedere perché si è fermato",
  "The senders come again by themselves; what waits in our queue can be flushed":
    "I mittenti riprovano da soli; ciò che aspetta nella nostra coda si può far ripartire",
  "Make scanning faster: look at slow DNS lookups and rules first":
    "Rendere la scansione più veloce: guardare prima le ricerche DNS e le regole lente",
  "The answer must come within five minutes, as senders wait ten at most; then duplicates stop, too":
    "La risposta deve arrivare entro cinque minuti, perché i mittenti aspettano al massimo dieci; allora cessano anche le copie doppie",
  "Free space on the disk: logs, quarantine and queue grow first":
    "Liberare spazio sul disco: crescono per primi i log, la quarantena e la coda",
  "The senders come again by themselves": "I mittenti riprovano da soli",
  "Read the error line of the same second in the server's log":
    "Leggere la riga di errore dello stesso secondo nel log del server",
  "Look in the spam folder": "Guardare nella cartella dello spam",
  "Mark it as no spam, or put the sender on the list of safe ones":
    "Segnarlo come non spam, o mettere il mittente tra quelli sicuri",
  "Release it by its id": "Liberarlo con il suo identificativo",
  "If more of that sender is wanted, exempt him":
    "Se è desiderata altra posta di quel mittente, escluderlo dal controllo",
  "The message is gone: ask the sender to send it again, after you have exempted him":
    "Il messaggio non c'è più: farlo spedire di nuovo, dopo aver escluso il mittente dal controllo",
  "Let spam be refused in the session or laid aside instead: then nobody loses mail without knowing it":
    "Far rifiutare lo spam nella sessione, o metterlo da parte: così nessuno perde posta senza saperlo",
  "The message is gone: mend the rule first, then ask the sender to send it again":
    "Il messaggio non c'è più: prima correggere la regola, poi farlo spedire di nuovo",
  "Let such rules lay mail aside instead of throwing it away":
    "Far mettere da parte la posta a queste regole, invece di eliminarla",
  "Look where the rule puts it, or whom it sends it to": "Guardare dove lo mette la regola, o a chi lo manda",
  "If that is wrong, mend the rule": "Se non va bene, correggere la regola",
  "Look in the mailbox that it is forwarded to: it was taken there":
    "Guardare nella casella a cui è inoltrato: lì è stato accettato",
  "If a copy should stay here, let the forward keep one (Postino: account change --copy)":
    "Se qui deve restarne una copia, farla tenere all'inoltro (Postino: account change --copy)",
  "Let the recipient fetch his mail by POP3 or IMAP from the other mailbox instead of having it forwarded":
    "Far scaricare al destinatario la posta dall'altra casella via POP3 o IMAP, invece di farsela inoltrare",
  "Or let the forwarding server rewrite the sender (SRS), sign with ARC, and forward no spam":
    "Oppure far riscrivere il mittente al server che inoltra (SRS), firmare con ARC, e non inoltrare spam",
  "See where the alias, group or forward leads (Postino: alias show, account show), and since when: the journal says it":
    "Vedere dove porta l'alias, il gruppo o l'inoltro (Postino: alias show, account show), e da quando: lo dice il registro",
  "Let it lead to a mailbox that exists; then ask the sender for the message again":
    "Farlo portare a una casella che esiste; poi farsi rispedire il messaggio",
  "Give the message to the right person": "Dare il messaggio alla persona giusta",
  "Take the catch-all out: then the sender learns of his mistake":
    "Togliere la casella che raccoglie tutto: così il mittente viene a sapere dell'errore",
  "Ask the list's moderator: the message may wait for him":
    "Chiedere al moderatore della lista: forse il messaggio aspetta lui",
  "If the member was switched off after bounces, switch him on again":
    "Se il membro è stato disattivato per messaggi tornati indietro, riattivarlo",
  "Look in the folder that the line names, or where it was sent on to":
    "Guardare nella cartella indicata nella riga, o dove è stato mandato",
  "Read the script of that account, and see when it was changed: thieves of accounts lay down rules, too":
    "Leggere lo script di quell'account, e vedere quando è stato cambiato: anche chi ruba gli account vi lascia regole",
  "Look for the first copy: it is in the mailbox": "Cercare la prima copia: è nella casella",
  "If it was no copy, the sending program gives several messages one Message-ID: tell its maker":
    "Se non era una copia, il programma che spedisce dà lo stesso Message-ID a più messaggi: dirlo a chi lo produce",
  "Free space in the mailbox or raise its quota": "Liberare spazio nella casella o alzarne la quota",
  "Let the front server ask for the quota at RCPT, so that senders learn of it at once":
    "Far chiedere la quota al server di ingresso già a RCPT, così i mittenti lo sanno subito",
  "Mend the mail store: look at its error line of that second":
    "Riparare l'archivio di posta: guardare la sua riga di errore di quel secondo",
  "Then flush the queue: the message is still there": "Poi far ripartire la coda: il messaggio c'è ancora",
  "Give the front server and the mail store the same list of mailboxes, so that unknown ones are refused at RCPT":
    "Dare al server di ingresso e all'archivio di posta lo stesso elenco di caselle, così quelle ignote sono rifiutate a RCPT",
  "If the mailbox is there: see who owns its files": "Se la casella c'è: vedere a chi appartengono i suoi file",
  "Nothing is lost: it has arrived": "Non si è perso nulla: è arrivato",
  "See what was slow: the filter, the disk, or a slow host before it in the queue (delays=a/b/c/d: b is waiting)":
    "Vedere che cosa era lento: il filtro, il disco, o un host lento prima di lui nella coda (delays=a/b/c/d: b è l'attesa)",
  "Tell the sender yourself: no bounce was made":
    "Avvertire il mittente di persona: non è partito alcun messaggio di mancata consegna",
  "Let the server refuse in the session instead of taking mail that it cannot deliver":
    "Far rifiutare il server nella sessione, invece di accettare posta che non può consegnare",
  "Ask the sender for the file by another way": "Chiedere al mittente il file per un'altra via",
  "If it is winmail.dat, let him switch off Rich Text (TNEF)":
    "Se è winmail.dat, fargli disattivare il formato RTF (TNEF)",
  "Look in that system (ticket system, autoresponder): it has the message":
    "Guardare in quel sistema (ticket, risposta automatica): il messaggio è lì",
  "Look in that mailbox and folder, also with a search over all folders":
    "Guardare in quella casella e cartella, anche con una ricerca in tutte le cartelle",
  "If it is not there, ask which POP3 or IMAP program took, moved or deleted it":
    "Se non c'è, chiedere quale programma POP3 o IMAP l'ha preso, spostato o cancellato",
  "Look in the mailbox of the old or other server: the message is there":
    "Guardare nella casella del vecchio o dell'altro server: il messaggio è lì",
  "Copy it over, and switch local delivery off there": "Copiarlo di qua, e disattivare là la consegna locale",
  "Restore it from a backup": "Ripristinarlo da una copia di sicurezza",
  "Keep messages longer in that folder (autoexpunge of Dovecot)":
    "Tenere i messaggi più a lungo in quella cartella (autoexpunge di Dovecot)",
  "Let the store rebuild its index (Dovecot: doveadm force-resync -u USER INBOX)":
    "Far ricostruire l'indice all'archivio (Dovecot: doveadm force-resync -u USER INBOX)",
  "The message is there": "Il messaggio c'è",
  "Bring back what came since from a newer backup, the queue or a journal":
    "Recuperare ciò che è arrivato dopo da una copia più recente, dalla coda o da un registro",
  "Look on the device with that address: the message is there":
    "Guardare sul dispositivo con quell'indirizzo: il messaggio è lì",
  "Set it to leave messages on the server, or to IMAP": "Impostarlo perché lasci i messaggi sul server, o usi IMAP",
  "Ask the owner which device has that address, and look there for a rule or a finger that slipped":
    "Chiedere al titolare quale dispositivo ha quell'indirizzo, e cercarvi una regola o un dito scivolato",
  "Restore the message from a backup, or from the trash if that device keeps one":
    "Ripristinare il messaggio da una copia di sicurezza, o dal cestino se quel dispositivo ne ha uno",
  "Look in the folder that it was moved to": "Guardare nella cartella in cui è stato spostato",
  "Ask the owner which device has that address": "Chiedere al titolare quale dispositivo ha quell'indirizzo",
  "Open the rules on that device, and look in the folder that they use":
    "Aprire le regole su quel dispositivo, e guardare nella cartella che usano",
  "Put the sender on the list of safe senders on the device with that address":
    "Mettere il mittente tra quelli sicuri sul dispositivo con quell'indirizzo",
  "See who made the rule, when, and from which address": "Vedere chi ha fatto la regola, quando, e da quale indirizzo",
  "If nobody admits it, the account is misused: change the password, end all sessions, and take the rule out":
    "Se nessuno lo ammette, l'account è usato da altri: cambiare la password, chiudere tutte le sessioni, e togliere la regola",
  "Let the owner enter the password again on the device with that address":
    "Far reinserire la password al titolare sul dispositivo con quell'indirizzo",
  "See whether the account is disabled or the password expired":
    "Vedere se l'account è disattivato o la password scaduta",
  "Close programs that nobody needs, or raise the limit of connections per user and address":
    "Chiudere i programmi che non servono, o alzare il limite di connessioni per utente e indirizzo",
  "Let the program show more days and all folders, or build its copy anew":
    "Far mostrare al programma più giorni e tutte le cartelle, o fargli ricostruire la sua copia",
  "Search in all folders by subject or Message-ID, and sort by the day of arrival":
    "Cercare in tutte le cartelle per oggetto o Message-ID, e ordinare per data di arrivo",
  "Ask who reads this mailbox with that device: the message is there, only no longer new":
    "Chiedere chi legge questa casella con quel dispositivo: il messaggio c'è, solo che non è più nuovo",
  "Repair the program's own store, or set up its profile anew: the server has the message":
    "Riparare l'archivio del programma, o rifarne il profilo: il server ha il messaggio",
  "Look for the missing part: rotated, archived or on another host":
    "Cercare la parte che manca: ruotata, archiviata o su un altro host",
  "Keep more days, and log at level debug": "Conservare più giorni, e scrivere il log a livello debug",
  "Compare the clocks, and name the right zone with --log-zone or --zone":
    "Confrontare gli orologi, e indicare il fuso giusto con --log-zone o --zone",
  "Ask again with the address that stands in the envelope, or with the recipient alone":
    "Chiedere di nuovo con l'indirizzo che sta nella busta, o con il solo destinatario",
  "Read the log of the host that took it, or of every host in the MX list":
    "Leggere il log dell'host che l'ha preso, o di ogni host nell'elenco MX",
};
