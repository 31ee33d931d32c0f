/** Le frasi delle risposte in italiano. */
import type { Catalogue } from "../../base/saying.ts";

export const sentences: Catalogue = {
  "{0} connected, greeted and said QUIT at once. All replies were positive and no message was offered: this is harmless, no mail was lost.":
    "{0} si è collegato, ha salutato e ha chiuso subito con QUIT. Tutte le risposte erano positive e non è stato proposto alcun messaggio: è innocuo, nessun messaggio è andato perso.",
  "{0} only asked whether we take {1} and left without offering a message: an address verification, no mail was lost.":
    "{0} ha solo chiesto se accettiamo posta per {1} e se n'è andato senza proporre un messaggio: è la verifica di un indirizzo, nessun messaggio è andato perso.",
  "the recipient": "il destinatario",
  "{0} fell silent after {1} and our side closed the connection first{2}.":
    "{0} ha taciuto dopo {1} e abbiamo chiuso per primi la connessione{2}.",
  connecting: "essersi collegato",
  "{0} sent too many commands that failed, and our server ended the session.":
    "{0} ha mandato troppi comandi falliti, e il nostro server ha chiuso la sessione.",
  "{0} behaved like a scanner or a bot and offered no message: no mail was lost.":
    "{0} si è comportato come uno scanner o un bot e non ha proposto alcun messaggio: nessun messaggio è andato perso.",
  "{0} broke the rules of SMTP{1}.": "{0} ha violato le regole dell'SMTP{1}.",
  "{0} opened a connection and cut it before saying anything.":
    "{0} ha aperto una connessione e l'ha interrotta prima di dire qualcosa.",
  "The line, a firewall or the size of its packets is the likely reason.":
    "La causa è probabilmente la linea, un firewall o la dimensione dei pacchetti.",
  "{0} named the recipient and closed the connection first, before sending any content.":
    "{0} ha indicato il destinatario e ha chiuso per primo la connessione, prima di spedire il contenuto.",
  "It broke off once, at no telling place: the sending program gave up.":
    "Si è interrotto una volta, in un punto qualsiasi: il programma che spediva ha rinunciato.",
  "{0}, on {1}: what the firewall drops never reaches the mail server.":
    "{0}, il {1}: ciò che il firewall scarta non arriva mai al server di posta.",
  "Nothing of {0} is in the log, which {1}. {2}, and the list of blocks was handed to the firewall at {3}: what it drops never reaches this server.":
    "Di {0} non c'è nulla nel log, che {1}. {2}, e l'elenco dei blocchi è stato passato al firewall il {3}: ciò che scarta non arriva mai a questo server.",
  "The same message was taken for {0}: its sender may believe that it reached everybody.":
    "Lo stesso messaggio è stato accettato per {0}: il mittente può credere che sia arrivato a tutti.",
  "{0} announced a message of {1}, and no recipient of it was taken, nor is a refusal of anybody in the log: our server refuses a size that is too large without a line.":
    "{0} ha annunciato un messaggio di {1}, nessun destinatario è stato accettato, e nel registro non c'è il rifiuto di nessuno: una dimensione troppo grande il nostro server la rifiuta senza una riga.",
  "A message of that sender for {0} was told to come later; what came again is told here, and the log does not name whom it was for.":
    "A un messaggio di quel mittente per {0} è stato detto di tornare più tardi; qui si racconta quello che è tornato, di cui il log non nomina il destinatario.",
  "The log does not say whose mail was refused then: it may be another message than that for {0}.":
    "Il registro non dice di chi era la posta rifiutata allora: può essere un messaggio diverso da quello per {0}.",
  "No line names {0}; a message of that sender came for somebody whom the log does not name, and this is what became of it.":
    "Nessuna riga nomina {0}; un messaggio di quel mittente è arrivato per qualcuno che il registro non nomina, ed ecco che cosa ne è stato.",
  "The message waits in the queue and is tried again by itself.":
    "Il messaggio aspetta nella coda, e un nuovo tentativo parte da solo.",
  "The queue gave up: it had tried in vain until the message's time was over.":
    "La coda ha rinunciato: ha provato invano fino allo scadere del tempo del messaggio.",
  "The message {0} was put on hold, and nothing is tried until somebody lets it go on.":
    "Il messaggio {0} è stato trattenuto, e non ci sono tentativi finché qualcuno non lo fa proseguire.",
  "The message {0} was taken out of the queue by hand or by a tool.":
    "Il messaggio {0} è stato tolto dalla coda, a mano o da un programma.",
  "The message {0} was taken and thrown away by a rule of the receiving server. Its sender was told that all is well.":
    "Il messaggio {0} è stato accettato e poi eliminato da una regola del server ricevente. Al mittente risulta tutto a posto.",
  "A scanner found malware in it: {0}.": "Uno scanner vi ha trovato del malware: {0}.",
  "It has an attachment that is not allowed here: {0}.": "Ha un allegato che qui non è consentito: {0}.",
  "Nothing of that message is in the log that was read, but the domain's mail also comes to {0}, and that log was not read.":
    "Nel log letto non c'è nulla di quel messaggio, ma la posta del dominio arriva anche a {0}, e quel log non è stato letto.",
  "Nothing of that message is in the log.": "Di quel messaggio nel log non c'è nulla.",
  "Who came in that time found nobody listening: a mail server tries again by itself, and writes no bounce before it gives up.":
    "Chi si è presentato in quel tempo non ha trovato nessuno in ascolto: un server di posta riprova da solo, e prima di rinunciare non scrive alcun rifiuto.",
  "No connection, command or refusal of that message is in the log, which {0}: it was not offered to this server in that time.":
    "Nel log, che {0}, non c'è alcuna connessione, alcun comando o rifiuto di quel messaggio: in quel periodo non è stato proposto a questo server.",
  "Nothing came for {0}, but the same sender wrote to {1}, which is the same name in another domain.":
    "Per {0} non è arrivato nulla, ma lo stesso mittente ha scritto a {1}, che è lo stesso nome in un altro dominio.",
  "Nothing came for {0}, but the same sender wrote to {1}, which differs by a slip of the finger.":
    "Per {0} non è arrivato nulla, ma lo stesso mittente ha scritto a {1}, che differisce per un errore di battitura.",
  "{0} had brought the message {1} when our server stopped, and never heard whether it was taken.":
    "{0} aveva consegnato il messaggio {1} quando il nostro server si è fermato, e non ha mai saputo se era stato accettato.",
  "It may lie in the mailbox all the same; its sender still has it and brings it again, so it may be there twice.":
    "Può trovarsi comunque nella casella; il mittente lo ha ancora e lo ripresenta, quindi può esserci due volte.",
  "{0} was about to bring the message {1} when our server stopped.":
    "{0} stava per consegnare il messaggio {1} quando il nostro server si è fermato.",
  "It was never taken: its sender still has it, and a mail server tries again by itself.":
    "Il messaggio non è mai stato accettato: il mittente lo ha ancora, e un server di posta riprova da solo.",
  "{0} could not log in as {1}, which is switched off for logins{2}.":
    "{0} non è riuscito ad accedere come {1}, account a cui l'accesso è stato tolto{2}.",
  "A program on this machine": "Un programma di questa macchina",
  "The reason: {0}.": "Il motivo: {0}.",
  'Nothing of that message is in the log, but our server had no room for mail then: "{0}". Whoever came was told to come later.':
    'Di quel messaggio nel log non c\'è niente, ma allora il nostro server non aveva posto per la posta: "{0}". A chi arrivava è stato detto di tornare più tardi.',
  "No line of the log that was understood bears a time, so nothing can be told from it.":
    "Nessuna riga capita del log ha un'ora: non se ne può ricavare niente.",
  "The log begins on {0}, after that time: whether the message came cannot be told from it.":
    "Il log comincia il {0}, dopo quell'ora: non può dire se il messaggio è arrivato.",
  "The log ends on {0}, before that time: whether the message came cannot be told from it.":
    "Il log finisce il {0}, prima di quell'ora: non può dire se il messaggio è arrivato.",
  "The log says nothing from {0} to {1}: whether the message came in that time cannot be told from it.":
    "Il log tace dal {0} al {1}: non dice se in quel periodo il messaggio è arrivato.",
  "The server did not run from {0} to {1}, and the log does not go on for long enough to show whether a message that found nobody listening came again.":
    "Il server è stato fermo dal {0} al {1}, e il log non prosegue abbastanza per mostrare se un messaggio che non ha trovato nessuno in ascolto si è ripresentato.",
  "What was read is the log of other services: that of SMTP is not there, so whether the message came cannot be told.":
    "Sono stati letti i log di altri servizi: manca quello di SMTP, quindi non si può dire se il messaggio è arrivato.",
  "What was read is a log that names hardly anybody: of a message that it sent sSMTP writes no recipient, so whether this one was among them cannot be told.":
    "È stato letto un registro che quasi non fa nomi: di un messaggio spedito sSMTP non scrive il destinatario, quindi non si può dire se questo era tra quelli.",
  "What was read is a log of failures alone: a message that was taken has no line in it, so whether this one came cannot be told.":
    "È stato letto un log di soli errori: un messaggio accettato non vi ha righe, quindi non si può dire se questo è arrivato.",
  "The logs are of other times, and none has a line of that one: nothing can be told from them.":
    "I log sono di altri periodi, e nessuno ha una riga di quello: non se ne ricava nulla.",
  "No line of the log is in a format that is known, so nothing can be told from it.":
    "Nessuna riga del log è in un formato conosciuto, quindi non se ne ricava nulla.",
  "The log holds no line, so nothing can be told from it.": "Il log non contiene righe, quindi non se ne ricava nulla.",
  "The log has lines of that message, and none that says what became of it.":
    "Il log ha righe di quel messaggio, ma nessuna che dica che fine ha fatto.",
  "Its return path {0} stands for {1}.": "Il suo mittente di busta {0} sta per {1}.",
  "Nothing came from {0} by that name, but a mail service brought {1} a message on {2}. Its return path {3} does not say whose mail it is: it may be that one.":
    "Con il nome {0} non è arrivato nulla, ma un servizio di invio ha portato a {1} un messaggio il {2}. Il suo mittente di busta {3} non dice di chi sia: potrebbe essere quello.",
  "Nothing came from {0}, but a message for {1} came from {2} on {3}: the sender may have used another account.":
    "Da {0} non è arrivato nulla, ma un messaggio per {1} è arrivato da {2} il {3}: il mittente può aver usato un altro account.",
  "That message came for {0} only: {1} was not among its recipients.":
    "Quel messaggio era solo per {0}: {1} non era tra i destinatari.",
  "That was to see whether it comes again, as every mail server does; nobody came in the {0} after it.":
    "Serviva a vedere se sarebbe tornato, come fa ogni server di posta; nelle {0} successive non è tornato nessuno.",
  "It came {0}, and each new network has to wait anew.": "È arrivato {0}, e ogni nuova rete deve aspettare da capo.",
  "It came again too soon, and its next try may be far off.":
    "È tornato troppo presto, e il prossimo tentativo può essere lontano.",
  "But the mailbox exists, it takes mail, and {0} were called unknown in the same minutes: the lookup of recipients had failed.":
    "Ma la casella esiste e riceve posta, e negli stessi minuti {0} risultavano inesistenti: era la ricerca dei destinatari a non funzionare.",
  "The sender's own server takes {0} for a domain of its own, and laid the message into a mailbox there: the message never left it.":
    "Il server del mittente considera {0} un dominio proprio, e ha messo il messaggio in una sua casella: il messaggio non ne è mai uscito.",
  "The sender's own server takes {0} for a domain of its own, and knows no such mailbox: the message never left it.":
    "Il server del mittente considera {0} un dominio proprio, e non conosce quella casella: il messaggio non ne è mai uscito.",
  'Nothing of that message came here, so the reply that its sender was given ("{0}") is not ours: his own server may take the domain for its own.':
    'Qui non è arrivato nulla di quel messaggio, quindi la risposta data al mittente ("{0}") non è nostra: forse il suo server considera il dominio come proprio.',
  "The mail host of that domain is called {0}, and no such host is there.":
    "L'host di posta di quel dominio si chiama {0}, ma un host con quel nome non esiste.",
  "The report that a message of {0} could not be delivered was itself undeliverable, so nobody heard of it.":
    "Anche l'avviso che un messaggio di {0} non era stato consegnato non si è potuto consegnare: nessuno ne ha saputo nulla.",
  "The report that a message of the sender could not be delivered was itself undeliverable, so nobody heard of it.":
    "Anche l'avviso al mittente che il suo messaggio non era stato consegnato non si è potuto consegnare: nessuno ne ha saputo nulla.",
  "The address {0} leads to nowhere ({1}): the message {2} was taken and thrown away. Its sender was told that all is well.":
    "L'indirizzo {0} non porta da nessuna parte ({1}): il messaggio {2} è stato accettato e poi eliminato. Al mittente risulta tutto a posto.",
  "The address {0} leads to {1}, and nobody of that name is there{2}.":
    "L'indirizzo {0} porta a {1}, dove non c'è nessuno con quel nome{2}.",
  "That is where the server puts what is addressed to nobody: {0} may be misspelt.":
    "È lì che il server mette la posta per indirizzi che non esistono: forse {0} è scritto male.",
  "We had taken the message for {0} and forwarded it to {1}.":
    "Avevamo accettato il messaggio per {0} e l'abbiamo inoltrato a {1}.",
  "A forwarder may not send in the name of that sender.": "Chi inoltra non può spedire a nome di quel mittente.",
  "The message {0} was forwarded to {1}, and no copy was kept here.":
    "Il messaggio {0} è stato inoltrato a {1}, e qui non ne è rimasta copia.",
  "The message {0} was forwarded, and no copy was kept here.":
    "Il messaggio {0} è stato inoltrato, e qui non ne è rimasta copia.",
  "It had been taken {0} before that, and waited in our queue or filter, without a failed try.":
    "Era stato accettato {0} prima, e ha aspettato nella nostra coda o nel nostro filtro, senza tentativi falliti.",
  "The message {0} was taken, and given back to its sender by a rule of the receiving server.":
    "Il messaggio {0} è stato accettato, e restituito al mittente da una regola del server ricevente.",
  "The message {0} was answered by a rule of its recipient, and laid into no mailbox.":
    "Al messaggio {0} ha risposto una regola del destinatario, e non è finito in alcuna casella.",
  "The message {0} was given to the program {1}, and laid into no mailbox.":
    "Il messaggio {0} è stato passato al programma {1}, e non è finito in alcuna casella.",
  "{0} left after {1}, while it was made to wait for the greeting. It had offered no message yet.":
    "{0} se n'è andato dopo {1}, mentre lo si faceva aspettare per il saluto. Non aveva ancora proposto alcun messaggio.",
  "In the same minutes no host of {0} could be reached: the network lets nothing out on port 25.":
    "Negli stessi minuti non era raggiungibile alcun host di {0}: la rete non lascia uscire nulla sulla porta 25.",
  "The user had logged in, and our own filter refused the message {0}{1}.":
    "L'utente aveva effettuato l'accesso, e il nostro stesso filtro ha rifiutato il messaggio {0}{1}.",
  "The host that was to take the message {0} hung up at DATA, and this Exim took that for a delivery: it let go of the message, wrote no bounce, and nobody has it.":
    "L'host che doveva ricevere il messaggio {0} ha chiuso la connessione a DATA, ed Exim l'ha presa per una consegna: ha tolto il messaggio dalla coda senza scrivere alcun rimbalzo, e nessuno lo ha.",
  "Ask the sender to send the message again: no server has it any longer":
    "Chiedere al mittente di inviare di nuovo il messaggio: nessun server lo ha più",
  "Run another release of Exim on the server that let go of it: 4.98.2 does so, 4.96 and 4.94.2 do not":
    "Usare un'altra versione di Exim sul server che l'ha perso: la 4.98.2 si comporta così, la 4.96 e la 4.94.2 no",
  "Until then look through its log for lines that are blank behind the id: each of them is such a message":
    "Fino ad allora cercare nel suo log le righe vuote dopo l'id: ognuna è un messaggio perso così",
  "The file of the message {0} in the queue is damaged or gone{1}. Nothing is tried any more.":
    "Il file del messaggio {0} nella coda è rovinato o non c'è più{1}. Non ci saranno altri tentativi.",

  "{0} offered no message.": "{0} non ha proposto alcun messaggio.",
  "told it to come later": "ha chiesto di riprovare più tardi",
  "refused it for good": "lo ha rifiutato definitivamente",
  "The message {0} was answered 250 and then deleted by the receiving server.":
    "Il messaggio {0} ha avuto risposta 250 e poi è stato cancellato dal server ricevente.",
  "The message {0} was taken for others, and left out {1}{2}. Its sender was told that all is well.":
    "Il messaggio {0} è stato accettato per altri, ma non per {1}{2}. Al mittente risulta tutto a posto.",
  "The message {0} was taken, and then refused by the content filter, which wrote so to its sender.":
    "Il messaggio {0} è stato accettato e poi rifiutato dal filtro sul contenuto, che ne ha avvertito il mittente.",
  "The message {0} was accepted and put in quarantine.": "Il messaggio {0} è stato accettato e messo in quarantena.",
  "The message {0} goes in a circle: {1} took it {2} times and brought it back. Two forwards lead to each other, and it ends when one of the servers counts too many hops.":
    "Il messaggio {0} gira in tondo: {1} l'ha preso {2} volte e l'ha riportato. Due inoltri si rimandano l'un l'altro, e finisce quando uno dei server conta troppi passaggi.",
  "The message {0} was delivered to {1}.": "Il messaggio {0} è stato consegnato a {1}.",
  "The message {0} could not be delivered yet{1}.": "Il messaggio {0} non ha ancora potuto essere consegnato{1}.",
  "The message {0} could not be delivered{1}.": "Il messaggio {0} non ha potuto essere consegnato{1}.",
  "The message {0} could not be handed on yet, and no host was reached{1}.":
    "Non è stato ancora possibile spedire oltre il messaggio {0}, e nessun host era raggiungibile{1}.",
  "The message {0} could not be handed on, and no host was reached{1}.":
    "Non è stato possibile spedire oltre il messaggio {0}, e nessun host era raggiungibile{1}.",
  "The message {0} could not be handed on; {1} did not take it yet{2}.":
    "Non è stato possibile spedire oltre il messaggio {0}; {1} non l'ha ancora accettato{2}.",
  "The message {0} could not be handed on; {1} did not take it{2}. The program that sent it has no queue and does not try again.":
    "Non è stato possibile spedire oltre il messaggio {0}; {1} non l'ha accettato{2}. Il programma che l'ha spedito non ha una coda e non ritenta.",
  "the receiving host": "il server ricevente",
  "The other host": "L'altro server",
  "{0} did not take the message {1}{2}. The log ends before it says what became of it: another host may be tried, or the same one later.":
    "{0} non ha preso il messaggio {1}{2}. Il registro finisce prima di dire che cosa ne è stato: si può tentare un altro server, o più tardi lo stesso.",
  "The message {0} could not be handed on; {1} refused it for good{2}.":
    "Non è stato possibile spedire oltre il messaggio {0}; {1} l'ha rifiutato definitivamente{2}.",
  "offered a message {0}": "ha proposto un messaggio {0}",
  "{0} connected, and our server {1}{2}.": "{0} si è collegato, e il nostro server {1}{2}.",
  "{0} {1}; {2} our server {3}{4}.": "{0} {1}; {2} il nostro server {3}{4}.",
  "at {0}": "allo stadio {0}",
  connected: "si è collegato",
  "connected and greeted": "si è collegato e ha salutato",
  "tried to log in": "ha provato ad accedere",
  "asked for TLS": "ha chiesto il TLS",
  "at the connection": "alla connessione",
  "at the greeting": "al saluto",
  "at the sender (MAIL)": "quando ha indicato il mittente (MAIL)",
  "at the recipient (RCPT)": "quando ha indicato il destinatario (RCPT)",
  "at the start of the content (DATA)": "all'inizio del contenuto (DATA)",
  "at the end of the content": "alla fine del contenuto",
  "at the login": "all'accesso",
  "at the start of TLS": "all'avvio del TLS",
  "The peer": "L'altro server",

  ", after {0} s of silence": ", dopo {0} s di silenzio",
  "{0}: exactly {1}": "{0}: esattamente {1}",
  "No message had been taken.": "Non era stato accettato alcun messaggio.",
  "The message for {0} was never taken: its sender still has it.":
    "Il messaggio per {0} non è mai stato accettato: il mittente lo ha ancora.",
  "The message was never taken: its sender still has it.":
    "Il messaggio non è mai stato accettato: il mittente lo ha ancora.",
  ", after {0} bytes of content": ", dopo {0} byte di contenuto",
  "Our side closed the connection of {0} first{1}: {2}.": "Abbiamo chiuso per primi la connessione con {0}{1}: {2}.",
  ", and our server ended the session": ", e il nostro server ha chiuso la sessione",
  " under a name that is no account here": " con un nome che qui non è un account",
  "{0} failed from that address in this session and {1} in earlier ones.":
    "Accessi falliti da quell'indirizzo: {0} in questa sessione e {1} in quelle precedenti.",
  "{0} failed from that address in this session.": "Accessi falliti da quell'indirizzo in questa sessione: {0}.",
  "{0} could not log in{1}{2}{3}.": "{0} non è riuscito ad accedere{1}{2}{3}.",
  "The user must check the name: it is his whole address.":
    "L'utente deve controllare il nome: è il suo indirizzo completo.",
  "The user must check his password.": "L'utente deve controllare la password.",
  "No message was offered.": "Non è stato proposto alcun messaggio.",
  "it does not trust our certificate": "non si fida del nostro certificato",
  "it speaks only versions older than TLS 1.2": "conosce solo versioni precedenti a TLS 1.2",
  "it has no cipher in common with us": "non ha alcun cifrario in comune con noi",
  "what it sent was no TLS": "quello che ha mandato non era TLS",
  "it left in the middle": "se n'è andato a metà",
  "it did not go on": "non è andato avanti",
  "{0} and our server could not agree on TLS{1}. No message had been offered: its sender still has it.":
    "{0} e il nostro server non sono riusciti ad accordarsi sul TLS{1}. Non era stato proposto alcun messaggio: il mittente lo ha ancora.",
  " after {0} bytes of content": " dopo {0} byte di contenuto",
  "our side closed the connection first{0}, because {1}": "abbiamo chiuso per primi la connessione{0}, perché {1}",
  "fell silent{0} and our side closed the connection first{1}":
    "ha taciuto{0} e abbiamo chiuso per primi la connessione{1}",
  "reset the connection{0}": "ha interrotto la connessione{0}",
  "closed the connection first{0}": "ha chiuso per primo la connessione{0}",
  "{0} began to send the message {1} and {2}, before its end. It was never taken: its sender still has it.":
    "{0} ha cominciato a spedire il messaggio {1}, ma prima della fine {2}. Il messaggio non è mai stato accettato: il mittente lo ha ancora.",
  "the session lasted longer than smtp.sessionSeconds allows":
    "la sessione è durata più di quanto consente smtp.sessionSeconds",
  "the message took longer than smtp.transactionSeconds allows":
    "il messaggio ha richiesto più tempo di quanto consente smtp.transactionSeconds",
  "less came in a minute than smtp.leastBytesPerSecond asks for":
    "in un minuto è arrivato meno di quanto chiede smtp.leastBytesPerSecond",
  "the setting {0}{1}": "l'impostazione {0}{1}",
  "the default idle time of {0} s ({1})": "il tempo di silenzio predefinito di {0} s ({1})",

  " (reason {0}: {1})": " (motivo {0}: {1})",
  "see the manual": "si veda il manuale",
  "Intrusion prevention refused the connection of {0}{1}, for what an earlier session of that address did.":
    "La prevenzione intrusioni ha rifiutato la connessione di {0}{1}, per quanto fatto da quell'indirizzo in una sessione precedente.",
  "Intrusion prevention refused the connection of {0}: somebody has blocked that address by hand.":
    "La prevenzione intrusioni ha rifiutato la connessione di {0}: qualcuno ha bloccato quell'indirizzo a mano.",
  "The session of {0} caused the block{1}.": "Il blocco è dovuto alla sessione del {0}{1}.",
  ", although its own message was accepted": ", anche se il suo messaggio è stato accettato",
  "{0} was blocked for {1}": "{0} era bloccato (motivo: {1})",
  "{0} was banned for what the jail {1} of Fail2ban found":
    "{0} era bandito per ciò che ha trovato la jail {1} di Fail2ban",

  'The last attempt at {0} got: "{1}".': 'Risposta di {0} all\'ultimo tentativo: "{1}".',
  'The last attempt got: "{0}".': 'Risposta all\'ultimo tentativo: "{0}".',
  ", folder {0}": ", cartella {0},",
  "the mailboxes {0}": "nelle caselle {0}",
  "the mailbox": "nella casella",
  "mailbox {0}": "nella casella {0}",
  "What is sent to {0} goes there, by an alias, a group or a forward.":
    "Quanto è spedito a {0} va a finire lì, per un alias, un gruppo o un inoltro.",
  "the file {0}": "nel file {0}",
  "A copy that was to go elsewhere could not be delivered{0}: of that its sender may have been told.":
    "Una copia destinata altrove non è stata consegnata{0}: il mittente può averne ricevuto avviso.",
  " after {0} attempts": " dopo {0} tentativi",
  "The message {0} was given to Mailman, which sent it on to the members of the list.":
    "Il messaggio {0} è stato dato a Mailman, che l'ha inoltrato ai membri della lista.",
  "The message {0} was handed to the program {1} on {2}{3}, which took it: what it did with it stands in its own log.":
    "Il messaggio {0} è stato passato al programma {1} il {2}{3}, che lo ha preso in consegna: che cosa ne ha fatto sta nel suo log.",
  "The message {0} was given to the program {1}, which said that all is well and did not give it back to the queue, as it does with others: it is in no mailbox, and its sender was not told.":
    "Il messaggio {0} è stato dato al programma {1}, che ha detto che tutto era a posto e non l'ha restituito alla coda, come fa con gli altri: non è in nessuna casella, e il mittente non ne è stato avvertito.",
  'the program {0} does not start ("{1}"), and until it does what was taken waits, and stands in the log without sender and recipients':
    'il programma {0} non si avvia ("{1}"), e finché non si avvia ciò che è stato accettato attende, e sta nel registro senza mittente e destinatari',
  "Whether the message {0} came cannot be told: {1}.": "Non si può dire se il messaggio {0} sia arrivato: {1}.",
  'it waits in the queue for the program {0}, which does not start: "{1}"':
    'aspetta in coda il programma {0}, che non parte: "{1}"',
  "We had taken the message {0}, and {1}. Nothing is lost.":
    "Il messaggio {0} era stato preso in carico, e {1}. Non si è perso nulla.",
  'The program that takes mail waited for a service of its own server, which did not answer, and could not take the message {0}: "{1}". Whoever comes meanwhile waits in vain, and senders try again.':
    "Il programma che riceve la posta aspettava un servizio del proprio server, che non rispondeva, e non ha potuto ricevere il messaggio {0}: «{1}». Chi arriva intanto aspetta invano, e i mittenti riprovano.",
  'The program that takes mail ended by itself before it took the message {0}: "{1}". Whoever comes is hung up on, and senders try again.':
    'Il programma che riceve la posta è terminato da solo prima di prendere il messaggio {0}: "{1}". A chiunque si colleghi viene chiusa la connessione, e i mittenti riprovano.',
  'Nothing from {0} came into the queue, but a program of that user was turned away by the mail server\'s own command at that time: "{1}". It made no message.':
    'Nulla da {0} è entrato in coda, ma in quel momento un programma di quell\'utente è stato respinto dal comando stesso del server di posta: "{1}". Non è nato alcun messaggio.',
  "The message {0} was delivered to {1}{2} on {3}{4}.": "Il messaggio {0} è stato consegnato {1}{2} il {3}{4}.",
  "Its sender was told that it is refused, and believes so: a rule of this server takes such mail in secret.":
    "Al mittente è stato detto che è rifiutato, e lui lo crede: una regola di questo server accetta di nascosto messaggi di questo tipo.",
  "It did not reach {0}, and its sender was not told.": "Non è arrivato a {0}, e il mittente non ne è stato avvertito.",
  "another host": "un altro host",
  " under the id {0}": " con l'identificativo {0}",
  "The message {0} was handed to {1} on {2}, which took it{3}: what became of it there stands in that host's log.":
    "Il messaggio {0} è stato passato a {1} il {2}, che l'ha accettato{3}: che fine abbia fatto lì sta nel log di quell'host.",
  "That it was he is not sure: nobody had logged in from that address before, so it may be a stranger who guesses.":
    "Che sia stato lui non è certo: da quell'indirizzo nessuno era entrato prima, può essere un estraneo che tenta.",
  "The last of {0} attempts was on {1}.": "L'ultimo di {0} tentativi è del {1}.",
  "At the time that was named there is nothing of it in the log; this came at another.":
    "All'ora indicata nel log non ce n'è traccia; questo è arrivato in un altro momento.",
  "The log does not say what the message was about: it may be another one.":
    "Il log non dice di che cosa parlava il messaggio: può essere un altro.",
  "the subject: Postfix logs it where a header check says INFO for it, Exim with log_selector = +subject; ask by sender, time or Message-ID":
    "l'oggetto: Postfix lo registra dove un header check dice INFO, Exim con log_selector = +subject; chiedere per mittente, ora o Message-ID",
  "It happened on {0}.": "È successo il {0}.",
  "The message {0} was taken into the queue of Exchange{1}: what became of it there stands in its message tracking log.":
    "Il messaggio {0} è stato accettato nella coda di Exchange{1}: che fine abbia fatto lì sta nel suo log di tracciamento dei messaggi.",
  "No connection, command or refusal of that message is in the log that was read: in its time it was not offered to this server.":
    "Nel log letto non c'è nessuna connessione, nessun comando e nessun rifiuto di quel messaggio: in quel periodo non è stato offerto a questo server.",
  "proves itself whole by its heartbeats": "dimostra con i suoi heartbeat di essere completo",
  "shows other traffic around that time": "intorno a quell'ora mostra altro traffico",
  ': {0} was answered "{1}"': ': {0} ha avuto la risposta "{1}"',
  "a line": "una riga",
  "a command": "un comando",
  "from the null sender <>": "con mittente vuoto <>",
  "from {0}": "di {0}",
  "for {0}": "per {0}",

  "{0} domains": "{0} domini",
  "{0} bytes": "{0} byte",
  "{0} other recipients": "altri {0} destinatari",
  "{0} times from {1} addresses": "{0} volte da {1} indirizzi",
  "{0} times from {1} networks": "{0} volte da {1} reti",
};
